package dev.ninestep.log;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How long a starting pod waits for brokers that may be starting too. Meanwhile it says so every
/// so often.
final class Patience {

  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

  /// Something that may not be there yet.
  @FunctionalInterface
  interface Question<T> {

    /// Asks once.
    ///
    /// @return the answer, or empty when it is too early
    Optional<T> ask() throws ExecutionException, InterruptedException;
  }

  private static final long FIRST_PAUSE = Duration.ofMillis(2).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofMillis(50).toNanos();
  private static final long BETWEEN_LINES = Duration.ofSeconds(10).toNanos();

  private final String brokers;
  private final Duration length;
  private final long start = System.nanoTime();
  private long said = start;

  /// Patience that begins to run now.
  ///
  /// @param brokers who is waited for, for the message
  /// @param length how long in all
  Patience(String brokers, Duration length) {
    this.brokers = brokers;
    this.length = length;
  }

  /// Asks until there is an answer, and once in any case.
  ///
  /// @param what is asked, for the message
  /// @throws UnusableLogException when the brokers refuse, or do not answer in time
  <T> T of(String what, Question<T> question) {
    @Nullable Throwable last = null;
    var pause = FIRST_PAUSE;
    do {
      try {
        var answer = question.ask();
        if (answer.isPresent()) {
          return answer.get();
        }
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof RetriableException)) {
          throw new UnusableLogException(what + " from " + brokers + ": " + e.getCause(), e);
        }
        last = e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UnusableLogException("interrupted while asking for " + what, e);
      }
      sayNowAndThen(what);
      LockSupport.parkNanos(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    } while (System.nanoTime() - start < length.toNanos());
    throw new UnusableLogException(
        "no answer from %s within %d s: %s".formatted(brokers, length.toSeconds(), what), last);
  }

  private void sayNowAndThen(String what) {
    var now = System.nanoTime();
    if (now - said >= BETWEEN_LINES) {
      said = now;
      LOG.warn(
          "waits for {} from {}, for {} s now and at most {} s",
          what,
          brokers,
          Duration.ofNanos(now - start).toSeconds(),
          length.toSeconds());
    }
  }
}
