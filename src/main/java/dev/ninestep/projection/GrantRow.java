package dev.ninestep.projection;

import dev.ninestep.fold.Grant;
import dev.ninestep.fold.Lifetimes;
import dev.ninestep.fold.Presentation;
import dev.ninestep.fold.RevocationCause;
import dev.ninestep.protocol.AttemptId;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;

/// Reads the state of a grant from a row that begins with [#COLUMNS].
final class GrantRow {

  /// What every query for a state selects first, in this order.
  static final String COLUMNS =
      "g.flow_id, g.state, g.attempt, g.generation, g.expires_at, g.presented,"
          + " g.presented_until, g.lost, g.reopened, g.cause, g.ended_at,"
          + " g.refresh_idle_seconds, g.ends_at";

  /// How many columns that are.
  static final int WIDTH = 13;

  static final String DENIED = "denied";
  static final String CODE_OUTSTANDING = "code_outstanding";
  static final String ACTIVE = "active";
  static final String REVOKED = "revoked";
  static final String CLOSED = "closed";

  private GrantRow() {}

  static Grant state(Row row) {
    return switch (row.getString(1)) {
      case DENIED -> new Grant.Denied(time(row, 12));
      case CODE_OUTSTANDING ->
          new Grant.CodeOutstanding(attempt(row), time(row, 4), lifetimes(row));
      case ACTIVE ->
          new Grant.Active(
              row.getInteger(3),
              time(row, 4),
              new Presentation(attempt(row), row.getInteger(5), time(row, 6), row.getInteger(7)),
              row.getBoolean(8),
              lifetimes(row));
      case REVOKED ->
          new Grant.Revoked(
              RevocationCause.of(row.getInteger(9)), attempt(row), time(row, 10), time(row, 12));
      case CLOSED -> new Grant.Closed(time(row, 10));
      case String other ->
          throw new IllegalStateException(
              "grant_state " + row.getUUID(0) + " has no such state: " + other);
    };
  }

  private static AttemptId attempt(Row row) {
    return new AttemptId(row.getLong(2));
  }

  private static Lifetimes lifetimes(Row row) {
    return new Lifetimes(Duration.ofSeconds(row.getInteger(11)), time(row, 12));
  }

  private static Instant time(Row row, int column) {
    return row.getOffsetDateTime(column).toInstant();
  }
}
