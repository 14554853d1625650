package dev.ninestep.projection;

import dev.ninestep.fold.Ledger;
import dev.ninestep.fold.OneTime;
import dev.ninestep.protocol.AttemptId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The table `one_time`: what counts once and has come.
final class OneTimeTable {

  /// What every query for a state selects, in this order.
  static final String STATE = "hash, attempt, until, at";

  private static final String SELECT = "SELECT " + STATE + " FROM one_time WHERE hash = ANY ($1)";

  private record Line(String hash, OneTime state) {

    @Nullable Long attempt() {
      return state instanceof OneTime.Used s ? s.by().value() : null;
    }

    @Nullable Instant until() {
      return state instanceof OneTime.Used s ? s.until() : null;
    }

    @Nullable Instant at() {
      return state instanceof OneTime.Closed s ? s.at() : null;
    }
  }

  private static final List<Column<Line>> COLUMNS =
      List.of(
          Column.text("hash", Line::hash),
          Column.bigint("attempt", Line::attempt),
          Column.time("until", Line::until),
          Column.time("at", Line::at));

  private static final BulkInsert<Line> UPSERT =
      new BulkInsert<>("one_time", COLUMNS, BulkInsert.overwrite("hash", COLUMNS));

  private OneTimeTable() {}

  /// Restores what has come.
  static Future<Void> restore(SqlConnection connection, Set<String> hashes, Ledger into) {
    if (hashes.isEmpty()) {
      return Future.succeededFuture();
    }
    return connection
        .preparedQuery(SELECT)
        .execute(Tuple.of(hashes.toArray(String[]::new)))
        .map(rows -> {
          rows.forEach(row -> into.restore(row.getString(0), state(row)));
          return null;
        });
  }

  static Future<Void> write(SqlConnection connection, Map<String, OneTime> changed) {
    return UPSERT.write(
        connection,
        changed.entrySet().stream().map(e -> new Line(e.getKey(), e.getValue())).toList());
  }

  /// The state in a row of [#STATE].
  static OneTime state(Row row) {
    return row.getLong(1) == null
        ? new OneTime.Closed(row.getOffsetDateTime(3).toInstant())
        : new OneTime.Used(new AttemptId(row.getLong(1)), row.getOffsetDateTime(2).toInstant());
  }
}
