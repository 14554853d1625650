package dev.ninestep.projection;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.Stream;

/// The row of `projection_owner`, by which one projector among many may write.
///
/// @param owner names one projector, never used by another
/// @param silence for how long an owner must not have been heard of before another may take over
record Ownership(String owner, Duration silence) {

  /// Leave to write, until somebody takes over.
  ///
  /// @param epoch counts the takeovers
  /// @param owner the projector that has it
  record Claim(long epoch, String owner) {}

  private static final String CLAIM =
      """
      INSERT INTO projection_owner AS stood (epoch, owner, since, last_seen)
      VALUES (1, $1, clock_timestamp(), clock_timestamp())
      ON CONFLICT (the_only) DO UPDATE SET
        epoch = stood.epoch + 1, owner = excluded.owner, since = excluded.since,
        last_seen = excluded.last_seen
      WHERE stood.owner = excluded.owner
        OR stood.last_seen < clock_timestamp() - $2::bigint * interval '1 millisecond'
      RETURNING epoch
      """;

  private static final String HOLD =
      """
      UPDATE projection_owner SET last_seen = clock_timestamp() WHERE epoch = $1 AND owner = $2
      """;

  private static final String NOTE_WHOLE =
      """
      UPDATE projection_owner SET whole_until = $3 WHERE epoch = $1 AND owner = $2
      """;

  private static final String WHOLE_UNTIL = "SELECT whole_until FROM projection_owner";

  private static final String RELEASE =
      """
      UPDATE projection_owner SET last_seen = '-infinity' WHERE epoch = $1 AND owner = $2
      """;

  /// Notes that everything is projected that the log held at a time.
  ///
  /// @param until the time, by the clock of whoever looked
  static Future<?> noteWhole(SqlConnection connection, Claim claim, Instant until) {
    return connection
        .preparedQuery(NOTE_WHOLE)
        .execute(Tuple.of(claim.epoch(), claim.owner(), Stored.time(until)));
  }

  /// The latest such time, if any was noted since the tables were built.
  static Future<Optional<Instant>> wholeUntil(SqlClient client) {
    return client
        .preparedQuery(WHOLE_UNTIL)
        .execute()
        .map(rows ->
            rows.stream()
                .flatMap(row -> Stream.ofNullable(row.getOffsetDateTime(0)))
                .findFirst()
                .map(OffsetDateTime::toInstant));
  }

  /// Takes over, if the owner has been silent for long enough or was this one before.
  ///
  /// @return the claim, or empty while somebody else writes
  Future<Optional<Claim>> claim(SqlConnection connection) {
    return connection
        .preparedQuery(CLAIM)
        .execute(Tuple.of(owner, silence.toMillis()))
        .map(rows -> rows.stream().findFirst().map(row -> new Claim(row.getLong(0), owner)));
  }

  /// Shows that this projector lives. In a transaction, nobody can take over before its end: the
  /// row stays locked.
  ///
  /// @return false when somebody has taken over
  static Future<Boolean> hold(SqlConnection connection, Claim claim) {
    return execute(connection, HOLD, claim);
  }

  /// Lets the next one take over at once.
  static Future<Boolean> release(SqlConnection connection, Claim claim) {
    return execute(connection, RELEASE, claim);
  }

  private static Future<Boolean> execute(SqlConnection connection, String sql, Claim claim) {
    return connection
        .preparedQuery(sql)
        .execute(Tuple.of(claim.epoch(), claim.owner()))
        .map(updated -> updated.rowCount() == 1);
  }
}
