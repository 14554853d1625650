package dev.ninestep.app.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Keeps a number of operations under way at all times, each begun as soon as the one before it is
/// answered.
final class ClosedLoop {

  private static final int DIGITS = 3;

  private final Histogram latencies =
      new ConcurrentHistogram(TimeUnit.SECONDS.toMicros(60), DIGITS);
  private final BooleanSupplier isOver;

  private ClosedLoop(BooleanSupplier isOver) {
    this.isOver = isOver;
  }

  /// Runs until the time is up.
  ///
  /// @param lines each keeps one operation under way; one that fails ends the run
  /// @param length for how long
  /// @return latencies of those that were answered within the time, in microseconds
  static Histogram run(List<Supplier<Future<?>>> lines, Duration length) {
    var end = System.nanoTime() + length.toNanos();
    return run(lines, () -> System.nanoTime() >= end);
  }

  /// Runs until it is said to be over.
  ///
  /// @param lines each keeps one operation under way; one that fails ends the run
  /// @param isOver asked by each line after each of its operations, which counts no more if it is
  /// @return latencies of those that were answered before, in microseconds
  static Histogram run(List<Supplier<Future<?>>> lines, BooleanSupplier isOver) {
    var loop = new ClosedLoop(isOver);
    var all = lines.stream().map(loop::begin).toList();
    Future.join(all).toCompletionStage().toCompletableFuture().join();
    return loop.latencies;
  }

  private Future<Void> begin(Supplier<Future<?>> line) {
    var done = Promise.<Void>promise();
    again(line, done);
    return done.future();
  }

  private void again(Supplier<Future<?>> line, Promise<Void> done) {
    var begun = System.nanoTime();
    line.get()
        .onFailure(done::fail)
        .onSuccess(_ -> {
          var took = System.nanoTime() - begun;
          if (isOver.getAsBoolean()) {
            done.complete();
          } else {
            latencies.recordValue(TimeUnit.NANOSECONDS.toMicros(took));
            again(line, done);
          }
        });
  }
}
