package dev.ninestep.app.bench;

import dev.ninestep.embedded.EmbeddedDatabase;
import dev.ninestep.embedded.EmbeddedKafka;
import dev.ninestep.token.KeyRing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// How soon a revocation counts everywhere: three pods on one broker are called with a token
/// without pause while its grant is revoked at one of them, and go on until each refuses it.
///
/// @param say takes the lines of the report
record RevocationLatency(Consumer<String> say) {

  private static final int PODS = 3;
  private static final int REVOCATIONS = 1_000;

  /// Each with calls at all pods under way: that is the load.
  private static final int AT_ONCE = 4;

  private static final long CALLED_BEFORE_MILLIS = 20;

  /// What is measured, and with whom.
  private record Run(
      Vertx vertx, List<Caller> pods, Queue<Line> left, Histogram took, AtomicLong calls) {

    /// Revokes one after the other until none is left.
    Future<Void> goOn() {
      var line = left.poll();
      return line == null ? Future.succeededFuture() : one(line).compose(_ -> goOn());
    }

    private Future<Void> one(Line line) {
      var probes = pods.stream().map(pod -> new Probe(pod, line.accessToken(), calls)).toList();
      var refused = Future.all(probes.stream().map(Probe::untilRefused).toList());
      return vertx
          .timer(CALLED_BEFORE_MILLIS)
          .compose(_ -> line.revoke())
          .compose(_ -> {
            var acknowledged = System.nanoTime();
            return refused.map(_ -> {
              var last = probes.stream().mapToLong(Probe::lastLetIn).max().orElseThrow();
              took.recordValue(TimeUnit.NANOSECONDS.toMicros(Math.max(0, last - acknowledged)));
              return null;
            });
          });
    }
  }

  /// Measures.
  void measure(Path directory, KeyRing keys, EmbeddedKafka kafka, EmbeddedDatabase database)
      throws IOException, InterruptedException {
    var vertx = Vertx.vertx();
    try (var upstream = Backend.start("upstream");
        var pods = Pods.start(PODS, directory, upstream, kafka, database)) {
      var callers =
          pods.all().stream().map(pod -> new Caller(vertx, pod.port(), 4 * AT_ONCE)).toList();
      var lines =
          new Grants(callers.getFirst(), keys)
              .make(2 * REVOCATIONS)
              .toCompletionStage()
              .toCompletableFuture()
              .join();
      run(
          new Run(
              vertx,
              callers,
              new ArrayDeque<>(lines.subList(0, REVOCATIONS)),
              histogram(),
              new AtomicLong()));
      var run =
          new Run(
              vertx,
              callers,
              new ArrayDeque<>(lines.subList(REVOCATIONS, 2 * REVOCATIONS)),
              histogram(),
              new AtomicLong());
      var began = System.nanoTime();
      run(run);
      report(run, System.nanoTime() - began);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static Histogram histogram() {
    return new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(1), 3);
  }

  private static void run(Run run) {
    var context = run.vertx.getOrCreateContext();
    var all =
        IntStream.range(0, AT_ONCE)
            .mapToObj(_ -> {
              var done = io.vertx.core.Promise.<Void>promise();
              context.runOnContext(_ -> run.goOn().onComplete(done));
              return done.future();
            })
            .toList();
    Future.all(all).toCompletionStage().toCompletableFuture().join();
  }

  private void report(Run run, long nanos) {
    say.accept(
        String.format(
            Locale.ROOT,
            "revocation  %,d at one of %d pods, under %,.0f calls/s: the last call let in anywhere"
                + " was sent p50 %.1f ms, p99 %.1f ms, at most %.1f ms after the acknowledgement",
            REVOCATIONS,
            PODS,
            run.calls.get() * 1e9 / nanos,
            millis(run.took.getValueAtPercentile(50)),
            millis(run.took.getValueAtPercentile(99)),
            millis(run.took.getMaxValue())));
  }

  private static double millis(long micros) {
    return micros / (double) TimeUnit.MILLISECONDS.toMicros(1);
  }
}
