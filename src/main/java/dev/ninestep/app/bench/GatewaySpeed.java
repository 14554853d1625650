package dev.ninestep.app.bench;

import dev.ninestep.embedded.EmbeddedDatabase;
import dev.ninestep.embedded.EmbeddedKafka;
import dev.ninestep.token.KeyRing;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/// The gateway, with everything on, against the MCP server behind it alone and against a proxy that
/// only passes on: the three in turns, so that what the machine does meanwhile meets all.
///
/// @param warmUp of each of the three
/// @param turn of each of the three
/// @param rounds how many turns
/// @param say takes the lines of the report
record GatewaySpeed(Duration warmUp, Duration turn, int rounds, Consumer<String> say) {

  private static final int CONNECTIONS = 64;
  private static final int TOKENS = 10_000;
  private static final int STREAMS = 200;

  /// Measures.
  void measure(Path directory, KeyRing keys, EmbeddedKafka kafka, EmbeddedDatabase database)
      throws IOException, InterruptedException, ExecutionException {
    var vertx = Vertx.vertx();
    try (var upstream = Backend.start("upstream");
        var proxy = Backend.start("proxy", Integer.toString(upstream.port()));
        var pod = PodProcess.start(directory, PodSpec.before(upstream), kafka, database);
        var alone = target(vertx, "upstream alone", upstream.port(), upstream.pid());
        var bare = target(vertx, "bare proxy", proxy.port(), proxy.pid());
        var ours = target(vertx, "gateway", pod.port(), pod.pid())) {
      var tokens =
          new Grants(new Caller(vertx, pod.port(), CONNECTIONS), keys)
              .make(TOKENS).toCompletionStage().toCompletableFuture().get().stream()
                  .map(Line::accessToken)
                  .toList();
      var targets = List.of(alone, bare, ours);
      targets.forEach(target -> target.warmUp(tokens, CONNECTIONS, warmUp));
      for (var round = 0; round < rounds; round++) {
        targets.forEach(target -> target.call(tokens, CONNECTIONS, turn));
      }
      for (var round = 0; round < rounds; round++) {
        targets.forEach(target -> target.stream(tokens.subList(0, STREAMS), turn));
      }
      report(targets, ours.callRatesTo(bare));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  private static Target target(Vertx vertx, String name, int port, long pid) throws IOException {
    return new Target(vertx, name, port, pid, STREAMS);
  }

  private void report(List<Target> targets, Rates shares) {
    say.accept(
        String.format(
            Locale.ROOT,
            "gateway     calls of 1 KiB over %d connections with %,d tokens, in the median turn:",
            CONNECTIONS,
            TOKENS));
    targets.forEach(target -> say.accept("            " + target.ofCalls()));
    say.accept(
        String.format(
            Locale.ROOT,
            "            the gateway makes %.0f %% of the bare proxy's turn before its own, in the"
                + " median of %.0f to %.0f %%",
            100 * shares.median(),
            100 * shares.least(),
            100 * shares.best()));
    say.accept(String.format(Locale.ROOT, "            %d streams, in the median turn:", STREAMS));
    targets.forEach(target -> say.accept("            " + target.ofStreams()));
  }
}
