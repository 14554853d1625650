package dev.ninestep.app.bench;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// Keeps a number of operations under way at all times, each begun as soon as the one before it is
/// answered.
final class ClosedLoop {

  private ClosedLoop() {}

  /// Runs until the time is up.
  ///
  /// @param lines each keeps one operation under way
  /// @param length for how long
  /// @return how many were answered within the time
  static long run(List<Line> lines, Duration length) {
    var answered = new LongAdder();
    var end = System.nanoTime() + length.toNanos();
    var all = lines.stream().map(line -> again(line, end, answered)).toList();
    Future.join(all).toCompletionStage().toCompletableFuture().join();
    return answered.sum();
  }

  private static Future<Void> again(Line line, long end, LongAdder answered) {
    return line.refresh()
        .compose(_ -> {
          if (System.nanoTime() >= end) {
            return Future.succeededFuture();
          }
          answered.increment();
          return again(line, end, answered);
        });
  }
}
