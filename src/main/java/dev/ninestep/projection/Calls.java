package dev.ninestep.projection;

import dev.ninestep.protocol.Amount;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// Calls let through, to be added to a row of `call_day`.
///
/// @param day the row
/// @param count how many
/// @param cost what they cost together
/// @param lastAt the log's time of the last of them
record Calls(CallDay day, long count, Amount cost, Instant lastAt) {

  private static final BulkInsert<Calls> ADD =
      new BulkInsert<>(
          "call_day",
          List.of(
              Column.uuid("flow_id", calls -> Stored.id(calls.day.flow())),
              Column.date("day", calls -> calls.day.day()),
              Column.bigint("calls", Calls::count),
              Column.bigint("cost", calls -> calls.cost.micros()),
              Column.time("last_at", Calls::lastAt)),
          "(flow_id, day) DO UPDATE SET calls = stood.calls + excluded.calls,"
              + " cost = stood.cost + excluded.cost,"
              + " last_at = greatest(stood.last_at, excluded.last_at)");

  static Future<Void> add(SqlConnection connection, Collection<Calls> calls) {
    return ADD.write(connection, calls);
  }

  Calls plus(Calls other) {
    return new Calls(
        day,
        count + other.count,
        cost.plus(other.cost).orElse(Amount.MOST),
        lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt);
  }
}
