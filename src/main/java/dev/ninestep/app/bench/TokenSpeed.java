package dev.ninestep.app.bench;

import dev.ninestep.embedded.EmbeddedDatabase;
import dev.ninestep.embedded.EmbeddedKafka;
import dev.ninestep.token.KeyRing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;

/// The token endpoint beside the log it answers from: how long a refresh takes at steady rates, and
/// how many there can be.
///
/// @param warmUp refreshes before anything is measured
/// @param turn of each measurement
/// @param rounds how many turns
/// @param connections refreshes under way at all times where the most is wanted
/// @param grants that are refreshed in turn
/// @param say takes the lines of the report
record TokenSpeed(
    Duration warmUp, Duration turn, int rounds, int connections, int grants, Consumer<String> say) {

  private static final List<Integer> RATES = List.of(100, 1_000);

  /// Measures.
  void measure(Path directory, KeyRing keys, EmbeddedKafka kafka, EmbeddedDatabase database)
      throws IOException, InterruptedException, ExecutionException {
    var vertx = Vertx.vertx();
    try (var pod = PodProcess.start(directory, PodSpec.of("auth", "built-in"), kafka, database);
        var raw = RawLog.open(kafka.bootstrapServers())) {
      var caller = new Caller(vertx, pod.port(), connections);
      var lines =
          new Grants(caller, keys)
              .make(Math.max(grants, connections))
              .toCompletionStage()
              .toCompletableFuture()
              .get();
      ClosedLoop.run(refreshes(lines), warmUp);
      for (var rate : RATES) {
        latencies(rate, raw, lines);
      }
      throughput(pod, kafka, refreshes(lines));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  /// The raw log and the token endpoint in turns, so that what the machine does meanwhile meets
  /// both.
  private void latencies(int rate, RawLog raw, List<Line> lines) throws InterruptedException {
    var idle = new ConcurrentLinkedQueue<>(lines);
    var log = new Turns();
    var token = new Turns();
    for (var round = 0; round < rounds; round++) {
      log.add(OpenLoop.run(rate, turn, raw::roundTrip));
      token.add(OpenLoop.run(rate, turn, () -> refreshIdle(idle)));
    }
    say.accept(String.format(Locale.ROOT, "at %,5d/s  in the median turn of %d:", rate, rounds));
    say.accept(compared(log::median, token::median));
    say.accept("            over all turns together:");
    say.accept(compared(log::together, token::together));
  }

  private static String compared(DoubleUnaryOperator log, DoubleUnaryOperator token) {
    return String.format(
        Locale.ROOT,
        "            raw round trip p50 %.2f ms, p99 %.2f ms; token request p50 %.2f ms, p99 %.2f"
            + " ms; ratio p50 %.2f, p99 %.2f",
        log.applyAsDouble(50),
        log.applyAsDouble(99),
        token.applyAsDouble(50),
        token.applyAsDouble(99),
        token.applyAsDouble(50) / log.applyAsDouble(50),
        token.applyAsDouble(99) / log.applyAsDouble(99));
  }

  /// A grant is refreshed by one request at a time; to use one that is still waiting would be a
  /// reuse.
  private static Future<?> refreshIdle(Queue<Line> idle) {
    var line = idle.poll();
    return line == null
        ? Future.failedFuture("every grant is waiting for an answer")
        : line.refresh().onSuccess(_ -> idle.add(line));
  }

  private List<Supplier<Future<?>>> refreshes(List<Line> lines) {
    return lines.stream()
        .limit(connections)
        .<Supplier<Future<?>>>map(line -> line::refresh)
        .toList();
  }

  private void throughput(
      PodProcess pod, EmbeddedKafka kafka, List<Supplier<Future<?>>> refreshes) {
    var length = turn.multipliedBy(rounds);
    var ours = Cpu.of(pod.pid());
    var brokers = Cpu.of(kafka.pid());
    var start = System.nanoTime();
    var answered = ClosedLoop.run(refreshes, length).getTotalCount();
    var took = (System.nanoTime() - start) / 1e9;
    var oursSpent = Cpu.of(pod.pid()).minus(ours).toMillis() / 1e3;
    var brokersSpent = Cpu.of(kafka.pid()).minus(brokers).toMillis() / 1e3;
    say.accept(
        String.format(
            Locale.ROOT,
            "refreshes   %,.0f/s sustained over %d connections; %,.0f per CPU-second of ours, %,.0f"
                + " with the broker's",
            answered / took,
            connections,
            answered / oursSpent,
            answered / (oursSpent + brokersSpent)));
  }
}
