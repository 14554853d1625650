package dev.ninestep.projection;

import static java.util.stream.Collectors.joining;

import dev.ninestep.fold.Ledger;
import dev.ninestep.protocol.FlowId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/// The table `grant_state`.
final class GrantTable {

  private static final String SELECT =
      "SELECT " + GrantRow.STATE + " FROM grant_state g WHERE g.flow_id = ANY ($1)";

  /// What a batch may leave out, because an earlier one has written it.
  private static final Set<String> KEPT =
      Set.of("client_id", "account_id", "scope", "resource", "host", "created_at", "last_used_at");

  private static final BulkInsert<GrantRow> UPSERT =
      new BulkInsert<>("grant_state", GrantRow.COLUMNS, onConflict());

  private GrantTable() {}

  private static String onConflict() {
    return GrantRow.COLUMNS.stream()
        .map(Column::name)
        .filter(name -> !name.equals("flow_id"))
        .map(name ->
            KEPT.contains(name)
                ? "%1$s = coalesce(excluded.%1$s, stood.%1$s)".formatted(name)
                : "%1$s = excluded.%1$s".formatted(name))
        .collect(joining(", ", "(flow_id) DO UPDATE SET ", ""));
  }

  /// Restores grants as they stand.
  static Future<Void> restore(SqlConnection connection, Set<FlowId> flows, Ledger into) {
    if (flows.isEmpty()) {
      return Future.succeededFuture();
    }
    var ids = flows.stream().map(Stored::id).toArray(UUID[]::new);
    return connection
        .preparedQuery(SELECT)
        .execute(Tuple.of(ids))
        .map(rows -> {
          rows.forEach(row -> into.restore(Stored.flow(row.getUUID(0)), GrantRow.state(row)));
          return null;
        });
  }

  static Future<Void> write(SqlConnection connection, Collection<GrantRow> rows) {
    return UPSERT.write(connection, rows);
  }
}
