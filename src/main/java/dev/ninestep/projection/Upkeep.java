package dev.ninestep.projection;

import dev.ninestep.fold.Client;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/// Makes the partitions of days before they are needed, and lets go of what is older than the
/// retention. All of it may be repeated, and may be done by a projector that has been replaced.
final class Upkeep {

  private static final int DAYS_AHEAD = 2;

  /// How far this machine's clock may be ahead of the log's.
  private static final Duration CLOCKS_APART = Duration.ofHours(2);

  /// Few enough to be deleted between two batches.
  private static final int GRANTS_AT_ONCE = 10_000;

  private static final String FORGET_GRANTS =
      """
      DELETE FROM grant_state WHERE flow_id IN (
        SELECT flow_id FROM grant_state WHERE lapses_at < $1 LIMIT %d)
      """
          .formatted(GRANTS_AT_ONCE);

  /// Longer than the log's clocks are ever apart.
  private static final Duration ONE_TIME_GRACE = Duration.ofDays(1);

  private static final String FORGET_ONE_TIMES = "DELETE FROM one_time WHERE until < $1";

  private final Session session;
  private final Duration retention;
  private final Set<LocalDate> made = new HashSet<>();

  Upkeep(Session session, Duration retention) {
    this.session = session;
    this.retention = retention;
  }

  /// The first day that is kept.
  LocalDate keptSince(Instant now) {
    return Effects.day(now.minus(retention));
  }

  /// Makes the partitions of days that are kept and not there yet.
  void make(Collection<LocalDate> days, Instant now) throws TimeoutException {
    for (var day : days) {
      if (!day.isBefore(keptSince(now)) && !made.contains(day)) {
        session.await(
            session.connection().preparedQuery("SELECT ensure_day($1)").execute(Tuple.of(day)));
        made.add(day);
      }
    }
  }

  /// Makes what will be needed and forgets what is too old.
  void run(Instant now) throws TimeoutException {
    var today = Effects.day(now);
    make(today.datesUntil(today.plusDays(DAYS_AHEAD + 1)).toList(), now);
    session.await(
        session
            .connection()
            .preparedQuery("SELECT drop_days_before($1)")
            .execute(Tuple.of(keptSince(now))));
    session.await(
        session
            .connection()
            .preparedQuery(FORGET_GRANTS)
            .execute(Tuple.of(Stored.time(now.minus(retention)))));
    session.await(
        session
            .connection()
            .preparedQuery(FORGET_ONE_TIMES)
            .execute(Tuple.of(Stored.time(now.minus(ONE_TIME_GRACE)))));
    session.await(
        ClientTable.forgetUnused(
            session.connection(), now.minus(Client.UNUSED).minus(CLOCKS_APART)));
  }
}
