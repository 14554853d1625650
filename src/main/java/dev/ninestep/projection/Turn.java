package dev.ninestep.projection;

import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.log.AlteredLogException;
import dev.ninestep.log.AlteredLogException.Damage;
import dev.ninestep.log.LogReader;
import dev.ninestep.log.Partition;
import dev.ninestep.log.Seals;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One turn at writing: from a takeover to the first failure, or to the end.
final class Turn {

  private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration LOOK_AT_END = Duration.ofSeconds(5);
  private static final Duration UPKEEP = Duration.ofMinutes(1);
  private static final Duration READ_FOR_SEALS = Duration.ofSeconds(5);

  private static final String BEGIN_ANEW =
      "TRUNCATE client, grant_state, account_state, one_time, call_day, flow_event, registration,"
          + " event_kept;"
          + " UPDATE projection_owner SET whole_until = NULL";

  private final Session session;
  private final LogReader log;
  private final Seals seals;
  private final InstantSource clock;
  private final Ownership.Claim claim;
  private final Upkeep upkeep;
  private final BatchWriter writer;
  private final Every beat;
  private final Every lookAtEnd;
  private final Every upkeepIsDue;
  private final Every sealsAreDue;
  private final Map<Partition, Long> next = new HashMap<>();
  private Map<Partition, Long> end = Map.of();
  private boolean isSealing;
  private Optional<Instant> endIsFrom = Optional.empty();
  private Optional<Instant> lastAt = Optional.empty();

  Turn(
      Session session,
      LogReader log,
      Seals seals,
      InstantSource clock,
      Ownership.Claim claim,
      ProjectorSettings settings) {
    this.session = session;
    this.log = log;
    this.seals = seals;
    this.clock = clock;
    this.claim = claim;
    upkeep = new Upkeep(session, settings.retention());
    writer = new BatchWriter(session, claim);
    beat = new Every(settings.silence().dividedBy(4));
    lookAtEnd = new Every(LOOK_AT_END);
    upkeepIsDue = new Every(UPKEEP);
    sealsAreDue = new Every(READ_FOR_SEALS);
  }

  /// Finds out where to go on. A projection without any position counts for nothing, whatever else
  /// is in the tables, so it is emptied and built anew, of a log that is what it was when it was
  /// sealed.
  ///
  /// @param isOpen whether to go on
  void begin(BooleanSupplier isOpen) throws TimeoutException {
    var connection = session.connection();
    next.putAll(session.await(Offsets.read(connection)));
    demandThatTheLogHoldsWhatIsProjected();
    seals.begin(next.isEmpty(), () -> goOn(isOpen));
    var transaction = session.await(connection.begin());
    hold();
    if (next.isEmpty()) {
      session.await(connection.query(BEGIN_ANEW).execute());
    }
    session.await(transaction.commit());
    LOG.info("projects as {}, epoch {}, from {}", claim.owner(), claim.epoch(), next);
  }

  /// Of a log that was brought back from an older copy, what came after it would be passed over.
  private void demandThatTheLogHoldsWhatIsProjected() throws TimeoutException {
    var ends = log.endOffsets();
    next.forEach((partition, offset) -> {
      var end = ends.getOrDefault(partition, 0L);
      if (offset > end) {
        throw new AlteredLogException(
            partition.inKafka(),
            end,
            offset,
            Damage.END_IS_MISSING,
            "they are projected, and the log ends at " + end);
      }
    });
    var newest = session.await(Newest.read(session.connection()));
    newest
        .flatMap(event -> event.fault(log))
        .ifPresent(fault -> {
          var at = newest.orElseThrow().position();
          throw new AlteredLogException(
              Partition.of(at).inKafka(),
              at.offset(),
              at.offset() + 1,
              Damage.RECORDS_DIFFER,
              "the newest event " + fault);
        });
  }

  /// Between two seals: shows that this projector lives.
  private void goOn(BooleanSupplier isOpen) {
    if (!isOpen.getAsBoolean()) {
      throw new SteppedBack("it is being closed");
    }
    if (beat.now()) {
      try {
        hold();
      } catch (TimeoutException e) {
        throw new IllegalStateException("the database is away", e);
      }
    }
  }

  /// Writes the records that come next, or shows that this projector lives.
  void step() throws TimeoutException {
    if (upkeepIsDue.now()) {
      upkeep.run(clock.instant());
    }
    if (lookAtEnd.now()) {
      lookAtEnd();
    }
    if (isSealing || sealsAreDue.now()) {
      seal();
    }
    noteWhole();
    var batch = Batch.of(log.poll(POLL), next);
    if (batch.isEmpty()) {
      if (beat.now()) {
        hold();
      }
    } else {
      write(batch);
    }
  }

  private void seal() throws TimeoutException {
    isSealing = seals.read(clock.instant());
    if (isSealing) {
      hold();
      seals.write(clock.instant());
    }
  }

  private void write(Batch batch) throws TimeoutException {
    var now = clock.instant();
    var kept = upkeep.kept(now);
    upkeep.make(batch.records(), kept);
    writer.write(batch, kept);
    next.putAll(batch.to());
    lastAt = Optional.of(batch.records().getLast().at());
    sayWhatIsUnreadable(batch);
  }

  private static void sayWhatIsUnreadable(Batch batch) {
    var broken = batch.records().stream().filter(Logged.Unreadable.class::isInstance).toList();
    if (!broken.isEmpty()) {
      var first = (Logged.Unreadable) broken.getFirst();
      LOG.error(
          "{} records cannot be read, so what they are about is closed; the first is {} of {}: {}",
          broken.size(),
          first.position(),
          first.key().map(Key::toString).orElse("a key that cannot be read either"),
          first.why());
    }
  }

  /// Learns how far it is to go, and of partitions that are new.
  private void lookAtEnd() {
    var known = end.keySet();
    var now = clock.instant();
    end = log.endOffsets();
    endIsFrom = Optional.of(now);
    if (!end.keySet().equals(known)) {
      log.assign(
          end.keySet().stream().collect(Collectors.toMap(p -> p, p -> next.getOrDefault(p, 0L))));
    }
  }

  /// Once what the log held when it was last looked at has been written, that time is noted.
  private void noteWhole() throws TimeoutException {
    if (endIsFrom.isPresent() && behind() == 0) {
      session.await(Ownership.noteWhole(session.connection(), claim, endIsFrom.get()));
      endIsFrom = Optional.empty();
    }
  }

  private void hold() throws TimeoutException {
    if (!session.await(Ownership.hold(session.connection(), claim))) {
      throw new SteppedBack("another projector has taken over");
    }
  }

  /// Lets another projector take over at once.
  void end() throws TimeoutException {
    session.await(Ownership.release(session.connection(), claim));
  }

  private long behind() {
    return end.entrySet().stream()
        .mapToLong(e -> Math.max(0, e.getValue() - next.getOrDefault(e.getKey(), 0L)))
        .sum();
  }

  Progress progress() {
    return new Progress(Progress.Phase.PROJECTING, next, behind(), lastAt);
  }
}
