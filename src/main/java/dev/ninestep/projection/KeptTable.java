package dev.ninestep.projection;

import static java.util.stream.Collectors.toMap;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;

/// The table `event_kept`.
final class KeptTable {

  /// What has been dropped does not come back when a retention is made longer.
  private static final String NOTE =
      """
      INSERT INTO event_kept AS stood (kind, since, days)
      SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::integer[])
      ON CONFLICT (kind) DO UPDATE SET
        since = greatest(stood.since, excluded.since), days = excluded.days
      """;

  private static final String READ = "SELECT kind, since, days FROM event_kept";

  private KeptTable() {}

  /// Notes what is kept from now on.
  static Future<?> note(SqlConnection connection, Kept kept) {
    var kinds = kept.since().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    return connection
        .preparedQuery(NOTE)
        .execute(
            Tuple.of(
                kinds.stream().map(kind -> kind.getKey().word()).toArray(String[]::new),
                kinds.stream()
                    .map(kind -> Stored.time(kind.getValue().from()))
                    .toArray(OffsetDateTime[]::new),
                kinds.stream()
                    .map(kind -> Math.toIntExact(kind.getValue().lasts().toDays()))
                    .toArray(Integer[]::new)));
  }

  /// What was noted last.
  static Future<Kept> read(SqlClient client) {
    return client
        .preparedQuery(READ)
        .execute()
        .map(rows ->
            new Kept(
                rows.stream()
                    .collect(
                        toMap(
                            row -> EventKind.of(row.getString(0)),
                            row ->
                                new Kept.Since(
                                    row.getOffsetDateTime(1).toInstant(),
                                    Duration.ofDays(row.getInteger(2)))))));
  }
}
