package dev.ninestep.projection;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;

/// The part of the schema that is computed from the log. Where any table of it has been dropped,
/// the others count for nothing either: all of it is dropped and made again.
final class Rebuildable {

  /// The migrations that make it.
  static final Set<String> MIGRATIONS =
      Set.of(
          "0002-states.sql",
          "0003-flow-events.sql",
          "0004-clients.sql",
          "0005-one-times.sql",
          "0006-token-binding.sql",
          "0007-search.sql",
          "0008-neighbours.sql",
          "0009-whole-until.sql",
          "0010-connected-host.sql",
          "0011-money.sql",
          "0012-console.sql",
          "0013-heard-clients.sql",
          "0014-deactivated-clients.sql",
          "0015-retention.sql");

  private static final List<String> TABLES =
      List.of(
          "projection_offset",
          "projection_owner",
          "client",
          "grant_state",
          "account_state",
          "one_time",
          "call_day",
          "flow_event",
          "flow_event_flows",
          "flow_event_calls",
          "flow_event_discovery",
          "flow_event_audit",
          "event_kept",
          "registration");

  private static final List<String> FUNCTIONS =
      List.of(
          "ensure_day",
          "drop_days_before",
          "ensure_events",
          "drop_events_before",
          "event_partition",
          "forget_offsets");

  private static final String MISSING =
      "SELECT name FROM unnest($1::text[]) AS wanted (name) WHERE to_regclass(name) IS NULL";

  private Rebuildable() {}

  /// Drops all of it if a part is missing, and forgets that it was ever made.
  static Future<Void> dropIfTorn(SqlConnection connection) {
    return connection
        .preparedQuery(MISSING)
        .execute(Tuple.of(TABLES.toArray(String[]::new)))
        .compose(missing ->
            missing.size() == 0
                ? Future.succeededFuture()
                : connection.query(drop()).execute().mapEmpty());
  }

  private static String drop() {
    return "DROP TABLE IF EXISTS %s CASCADE; DROP FUNCTION IF EXISTS %s;"
            .formatted(String.join(", ", TABLES), String.join(", ", FUNCTIONS))
        + " DELETE FROM migration WHERE name IN ('%s')".formatted(String.join("', '", MIGRATIONS));
  }
}
