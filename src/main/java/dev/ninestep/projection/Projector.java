package dev.ninestep.projection;

import dev.ninestep.log.AlteredLogException;
import dev.ninestep.log.LogReader;
import dev.ninestep.log.Seals;
import dev.ninestep.projection.Progress.Phase;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries the log into the database: on a thread of its own, it reads some records, writes their
/// effects together with its new position, and reads on.
///
/// Every pod may run one; all but one wait. When the database or the log is away, it tries again
/// until it is closed, from the position the database holds: nothing is skipped and nothing is
/// written twice.
///
/// When the log is not what it was when it was sealed, it stops for good, and says why.
public final class Projector implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Projector.class);

  /// How long the database may take for any answer.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final PgConnectOptions database;
  private final LogReader log;
  private final Seals seals;
  private final Ownership ownership;
  private final ProjectorSettings settings;
  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile Progress progress = Progress.NONE;
  private volatile Optional<String> trouble = Optional.empty();

  private Projector(
      Vertx vertx,
      PgConnectOptions database,
      LogReader log,
      Seals seals,
      String pod,
      ProjectorSettings settings,
      InstantSource clock) {
    this.vertx = vertx;
    this.database = database;
    this.log = log;
    this.seals = seals;
    this.settings = settings;
    this.clock = clock;
    ownership = new Ownership(pod + "/" + UUID.randomUUID(), settings.silence());
    thread = Thread.ofPlatform().name("projector").unstarted(this::run);
  }

  static Projector start(
      Vertx vertx,
      PgConnectOptions database,
      LogReader log,
      Seals seals,
      String pod,
      ProjectorSettings settings,
      InstantSource clock) {
    var projector = new Projector(vertx, database, log, seals, pod, settings, clock);
    projector.thread.start();
    return projector;
  }

  /// How far this projector has come.
  ///
  /// @return as of now; may be called by any thread
  public Progress progress() {
    return progress;
  }

  /// Why it has stopped for good.
  ///
  /// @return topic, partition, offsets and what differs; empty as long as the log is what it was.
  ///   May be called by any thread
  public Optional<String> trouble() {
    return trouble;
  }

  /// Finishes the batch in hand, lets another projector take over at once, and closes the reader of
  /// the log and its seals. Waits for all that.
  @Override
  public void close() {
    closed.countDown();
    log.wakeUp();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    var pause = FIRST_PAUSE;
    while (isOpen() && trouble.isEmpty()) {
      var before = progress;
      try (var session = Session.open(vertx, database, PATIENCE)) {
        takeTurn(session);
      } catch (SteppedBack e) {
        LOG.warn("{} steps back: {}", ownership.owner(), e.getMessage());
        progress = progress.idle(Phase.WAITING);
      } catch (AlteredLogException e) {
        LOG.error("{} projects nothing any more: {}", ownership.owner(), e.getMessage());
        trouble = Optional.of(String.valueOf(e.getMessage()));
        break;
      } catch (Exception e) {
        LOG.warn("{} tries again in {} ms: {}", ownership.owner(), pause.toMillis(), e.toString());
        LOG.debug("{} failed", ownership.owner(), e);
        progress = progress.idle(Phase.RETRYING);
      }
      pause = before.lastAt().equals(progress.lastAt()) ? longer(pause) : FIRST_PAUSE;
      sleep(pause);
    }
    log.close();
    seals.close();
    progress = progress.idle(trouble.isPresent() ? Phase.HALTED : Phase.STOPPED);
  }

  private void takeTurn(Session session) throws TimeoutException {
    var claim = session.await(ownership.claim(session.connection()));
    while (claim.isEmpty() && sleep(settings.silence().dividedBy(4))) {
      progress = progress.idle(Phase.WAITING);
      claim = session.await(ownership.claim(session.connection()));
    }
    if (claim.isPresent()) {
      var turn = new Turn(session, log, seals, clock, claim.get(), settings);
      try {
        turn.begin(this::isOpen);
        while (isOpen()) {
          turn.step();
          progress = turn.progress();
        }
      } finally {
        // Being closed wakes whatever waits for the log, by an exception if need be.
        if (!isOpen()) {
          turn.end();
        }
      }
    }
  }

  private boolean isOpen() {
    return closed.getCount() > 0;
  }

  /// Waits, unless it is closed.
  ///
  /// @return whether it is still open
  private boolean sleep(Duration pause) {
    try {
      return !closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a projector", e);
    }
  }

  private static Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }
}
