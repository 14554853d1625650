package dev.ninestep.app.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/// A server whose calls and streams are measured, and what was measured.
final class Target implements AutoCloseable {

  private final String name;
  private final long pid;
  private final Caller caller;
  private final OtherJvm jvm;
  private final Turns calls = new Turns();
  private final Turns events = new Turns();
  private final List<Double> callRates = new ArrayList<>();
  private final List<Double> eventRates = new ArrayList<>();
  private long answered;
  private Duration spent = Duration.ZERO;
  private long bytes;

  /// @param name for the report
  /// @param port where it serves
  /// @param pid the process that does
  Target(Vertx vertx, String name, int port, long pid, int connections) throws IOException {
    this.name = name;
    this.pid = pid;
    this.caller = new Caller(vertx, port, connections);
    this.jvm = OtherJvm.of(pid);
  }

  /// Calls before anything is measured.
  void warmUp(List<String> tokens, int connections, Duration length) {
    ClosedLoop.run(lines(tokens, connections), length);
  }

  /// A turn of calls.
  ///
  /// @param tokens used in turn, each by one connection
  void call(List<String> tokens, int connections, Duration length) {
    var cpu = Cpu.of(pid);
    var before = jvm.allocated();
    var turn = ClosedLoop.run(lines(tokens, connections), length);
    bytes += jvm.allocated() - before;
    spent = spent.plus(Cpu.of(pid).minus(cpu));
    answered += turn.getTotalCount();
    calls.add(turn);
    callRates.add(perSecond(turn, length));
  }

  private List<Supplier<Future<?>>> lines(List<String> tokens, int connections) {
    var lines = new ArrayList<Supplier<Future<?>>>();
    var share = tokens.size() / connections;
    for (var i = 0; i < connections; i++) {
      lines.add(new CallLine(caller, tokens.subList(i * share, (i + 1) * share))::call);
    }
    return lines;
  }

  /// A turn of streams, one for each token.
  void stream(List<String> tokens, Duration length) {
    var turn = caller.streams(tokens, length);
    events.add(turn);
    eventRates.add(perSecond(turn, length));
  }

  private static double perSecond(Histogram turn, Duration length) {
    return turn.getTotalCount() / (length.toMillis() / 1e3);
  }

  /// Calls a second of the median turn.
  private double callRate() {
    return new Rates(callRates).median();
  }

  /// Calls a second of each turn to those of another's turn right before it, so that what the
  /// machine does meanwhile meets both.
  Rates callRatesTo(Target other) {
    return new Rates(
        IntStream.range(0, callRates.size())
            .mapToObj(i -> callRates.get(i) / other.callRates.get(i))
            .toList());
  }

  /// What was measured of calls.
  String ofCalls() {
    return String.format(
        Locale.ROOT,
        "%-15s %,7.0f/s, p50 %.2f ms, p99 %.2f ms; %.0f µs of processor and %.1f KiB a call",
        name,
        callRate(),
        calls.median(50),
        calls.median(99),
        spent.toNanos() / 1e3 / answered,
        bytes / 1024.0 / answered);
  }

  /// What was measured of streams.
  String ofStreams() {
    return String.format(
        Locale.ROOT,
        "%-15s %,7.0f events/s, each after p50 %.2f ms, p99 %.2f ms",
        name,
        new Rates(eventRates).median(),
        events.median(50),
        events.median(99));
  }

  @Override
  public void close() throws IOException {
    jvm.close();
  }
}
