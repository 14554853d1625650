package dev.ninestep.signal;

import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.log.GroupReader;
import dev.ninestep.token.SecurityEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells one receiver, on a thread of its own: reads some records, pushes what is to be told of
/// them in their order, and notes how far it came after each answer. What the receiver does not
/// take it is told again, and until then nothing else: no revocation overtakes another.
final class Sender implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

  /// How long the projection may take to come to what was read.
  private static final Duration PROJECTED = Duration.ofSeconds(2);

  private static final Duration FIRST_LOOK = Duration.ofMillis(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  /// Well before the broker takes a member that reads no more for dead.
  private static final Duration LONGEST_BATCH = Duration.ofMinutes(1);

  private static final Duration DRAIN = Duration.ofSeconds(3);
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private final Receiver receiver;
  private final GroupReader log;
  private final Findings findings;
  private final SecurityEvents events;
  private final Push push;
  private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
  private final SignalMeters meters;
  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private Instant resumeAt = Instant.MIN;
  private volatile long behind;
  private volatile Optional<Delay> delay = Optional.empty();

  /// That something could not be told yet.
  ///
  /// @param since the log's time of the oldest record that waits
  /// @param why as the log says
  private record Delay(Instant since, String why) {}

  Sender(
      Receiver receiver,
      GroupReader log,
      Findings findings,
      SecurityEvents events,
      SignalMeters meters,
      InstantSource clock) {
    this.receiver = receiver;
    this.log = log;
    this.findings = findings;
    this.events = events;
    this.push = new Push(receiver);
    this.meters = meters;
    this.clock = clock;
    meters.watch(() -> behind, this::waiting);
    thread = Thread.ofPlatform().name("signals-" + receiver.name()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// What is the matter with it, if anything is. May be called by any thread.
  Optional<String> trouble() {
    return delay.map(
        d -> "%s is told nothing since %s: %s".formatted(receiver.name(), d.since(), d.why()));
  }

  private Duration waiting() {
    return delay.map(d -> Duration.between(d.since(), clock.instant())).orElse(Duration.ZERO);
  }

  private void run() {
    try (log;
        push) {
      while (isOpen()) {
        var rest = Duration.between(clock.instant(), resumeAt);
        try {
          if (rest.isPositive()) {
            log.idle(rest.compareTo(POLL) < 0 ? rest : POLL);
          } else {
            turn();
          }
        } catch (RuntimeException e) {
          failed(e);
        }
      }
    }
  }

  private boolean isOpen() {
    return closed.getCount() > 0;
  }

  private void failed(RuntimeException e) {
    if (isOpen()) {
      LOG.warn("signals to {} go on in {}: {}", receiver.name(), AFTER_A_FAILURE, e.toString());
      LOG.debug("signals to {} failed", receiver.name(), e);
      sleep(AFTER_A_FAILURE);
    }
  }

  /// Reads some records and tells what there is to be told of them, as far as the receiver takes
  /// it. What is left is read again, whatever happens here.
  private void turn() {
    var records = log.poll(POLL);
    if (records.isEmpty()) {
      delay = Optional.empty();
      return;
    }
    var until = clock.instant().plus(LONGEST_BATCH);
    var done = 0;
    try {
      var found = find(records);
      while (found.isPresent() && done < records.size() && isOpen() && isBefore(until)) {
        var record = records.get(done);
        var signal = found.get().get(record.position());
        if (signal != null && receiver.wants(signal)) {
          if (!isTold(signal)) {
            break;
          }
          log.done(List.of(record));
        }
        done++;
      }
    } finally {
      log.again(records.subList(done, records.size()));
      behind = log.behind();
    }
    log.done(records.subList(0, done));
    if (done == records.size()) {
      backoff.reset();
      delay = Optional.empty();
    }
  }

  private boolean isBefore(Instant until) {
    return clock.instant().isBefore(until);
  }

  /// What is to be told of records, once they have been projected.
  private Optional<Map<Position, Signal>> find(List<Logged> records) {
    var until = clock.instant().plus(PROJECTED);
    var pause = FIRST_LOOK;
    while (true) {
      switch (findings.in(records)) {
        case Findings.Found.Known(var signals) -> {
          return Optional.of(signals);
        }
        case Findings.Found.NotYet(var why) -> {
          if (!isOpen() || !isBefore(until)) {
            wait(records.getFirst().at(), why, backoff.next());
            return Optional.empty();
          }
        }
      }
      sleep(pause);
      pause = pause.compareTo(BETWEEN_LOOKS) < 0 ? pause.multipliedBy(2) : BETWEEN_LOOKS;
    }
  }

  /// Pushes an event, signed anew each time: keys may change while a receiver is away.
  ///
  /// @return whether there is nothing more to be done about it
  private boolean isTold(Signal signal) {
    var now = clock.instant();
    var answer = push.send(events.sign(signal.eventFor(receiver), now));
    switch (answer) {
      case Push.Answer.Accepted _ -> {
        LOG.debug("{} accepted {}", receiver.name(), signal.id());
        meters.delivered(Duration.between(signal.record().at(), clock.instant()));
      }
      case Push.Answer.Refused(var error, var words) -> {
        LOG.error(
            "{} refused {} about {} for good, as {}: {}",
            receiver.name(),
            signal.id(),
            signal.about(),
            error,
            words);
        meters.refused();
      }
      case Push.Answer.Later(var why, var after) -> {
        meters.retried();
        var pause = backoff.next();
        wait(signal.record().at(), why, after.map(asked -> longer(pause, asked)).orElse(pause));
        return false;
      }
    }
    backoff.reset();
    return true;
  }

  private static Duration longer(Duration pause, Duration asked) {
    var allowed = asked.compareTo(LONGEST_RETRY_AFTER) < 0 ? asked : LONGEST_RETRY_AFTER;
    return pause.compareTo(allowed) < 0 ? allowed : pause;
  }

  private void wait(Instant since, String why, Duration pause) {
    delay = Optional.of(new Delay(since, why));
    resumeAt = clock.instant().plus(pause);
    if (isOpen()) {
      LOG.warn("{} is told again in {} ms: {}", receiver.name(), pause.toMillis(), why);
    }
  }

  private void sleep(Duration pause) {
    try {
      var _ = closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a sender", e);
    }
  }

  /// Waits for the answer that is on its way, but not for long, and lets another pod take over.
  @Override
  public void close() {
    closed.countDown();
    log.wakeUp();
    try {
      if (!thread.join(DRAIN)) {
        push.abort();
        if (!thread.join(LONGEST_END)) {
          LOG.warn("signals to {} did not end within {}", receiver.name(), LONGEST_END);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
