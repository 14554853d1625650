package dev.ninestep.projection;

import dev.ninestep.event.Logged;
import dev.ninestep.fold.Client;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/// Makes partitions before they are needed, and lets go of what is older than the retention of its
/// kind. All of it may be repeated, and may be done by a projector that has been replaced.
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
  private final Retention retention;
  private final Set<Part> made = new HashSet<>();

  /// A partition.
  ///
  /// @param kind of what
  /// @param first the first day of it
  private record Part(EventKind kind, LocalDate first) {

    static Part of(EventKind kind, Instant at) {
      return new Part(kind, kind.partition(at));
    }
  }

  Upkeep(Session session, Retention retention) {
    this.session = session;
    this.retention = retention;
  }

  /// What is kept at a time.
  Kept kept(Instant now) {
    return retention.at(now);
  }

  /// Makes the partitions of records that are kept, where they are not there yet. Calls are counted
  /// with the flows of their day.
  void make(Collection<Logged> records, Kept kept) throws TimeoutException {
    var parts = new HashSet<Part>();
    for (var logged : records) {
      for (var kind : EnumSet.of(EventKind.of(logged), EventKind.FLOWS)) {
        if (!kept.isGone(kind, logged.at())) {
          parts.add(Part.of(kind, logged.at()));
        }
      }
    }
    make(parts);
  }

  private void make(Collection<Part> parts) throws TimeoutException {
    for (var part : parts) {
      if (made.add(part)) {
        query("SELECT ensure_events($1, $2)", Tuple.of(part.kind().word(), part.first()));
      }
    }
  }

  /// Makes what will be needed and forgets what is too old.
  void run(Instant now) throws TimeoutException {
    for (var kind : EventKind.values()) {
      make(
          IntStream.rangeClosed(0, DAYS_AHEAD)
              .mapToObj(ahead -> Part.of(kind, now.plus(Duration.ofDays(ahead))))
              .toList());
      query("SELECT drop_events_before($1, $2)", Tuple.of(kind.word(), retention.first(kind, now)));
    }
    session.await(KeptTable.note(session.connection(), kept(now)));
    query(FORGET_GRANTS, Tuple.of(Stored.time(now.minus(retention.flows()))));
    query(FORGET_ONE_TIMES, Tuple.of(Stored.time(now.minus(ONE_TIME_GRACE))));
    session.await(
        ClientTable.forgetUnused(
            session.connection(), now.minus(Client.UNUSED).minus(CLOCKS_APART)));
  }

  private void query(String sql, Tuple parameters) throws TimeoutException {
    session.await(session.connection().preparedQuery(sql).execute(parameters));
  }
}
