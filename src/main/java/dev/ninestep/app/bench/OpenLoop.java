package dev.ninestep.app.bench;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Offers operations at a steady rate, whether or not earlier ones have been answered, and measures
/// each from the moment it was due: a server that stalls is charged for everything it kept waiting.
final class OpenLoop {

  private static final int DIGITS = 3;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private OpenLoop() {}

  /// Runs at a rate.
  ///
  /// @param perSecond operations offered a second
  /// @param length for how long
  /// @param operation begins one
  /// @return latencies in microseconds
  static Histogram run(int perSecond, Duration length, Supplier<Future<?>> operation)
      throws InterruptedException {
    var latencies = new ConcurrentHistogram(TimeUnit.SECONDS.toMicros(60), DIGITS);
    var pending = new Phaser(1);
    var gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
    var count = length.toSeconds() * perSecond;
    var start = System.nanoTime();
    for (var i = 0L; i < count; i++) {
      var due = start + i * gap;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      pending.register();
      operation
          .get()
          .onComplete(done -> {
            if (done.succeeded()) {
              latencies.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
            }
            pending.arriveAndDeregister();
          });
    }
    try {
      pending.awaitAdvanceInterruptibly(pending.arrive(), LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("operations were left unanswered", e);
    }
    if (latencies.getTotalCount() < count) {
      throw new IllegalStateException(
          (count - latencies.getTotalCount()) + " of " + count + " operations failed");
    }
    return latencies;
  }
}
