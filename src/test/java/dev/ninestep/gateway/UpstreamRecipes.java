package dev.ninestep.gateway;

import static dev.ninestep.event.Face.JSON;
import static dev.ninestep.event.Refusal.SESSION_UNKNOWN;
import static dev.ninestep.event.Refusal.UPSTREAM_REDIRECTED;
import static dev.ninestep.event.Refusal.UPSTREAM_REFUSED_US;
import static dev.ninestep.event.Refusal.UPSTREAM_RESTING;
import static dev.ninestep.event.Refusal.UPSTREAM_SATURATED;
import static dev.ninestep.event.Refusal.UPSTREAM_TIMEOUT;
import static dev.ninestep.event.Refusal.UPSTREAM_UNREACHABLE;

import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.Step;
import dev.ninestep.refusal.Provoked;
import dev.ninestep.refusal.Recipe;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// How calls are provoked to fail behind the gateway.
final class UpstreamRecipes {

  private UpstreamRecipes() {}

  static Stream<Recipe> all() {
    return Stream.of(
        recipe(
            UPSTREAM_UNREACHABLE,
            request -> request.response().end(),
            UnaryOperator.identity(),
            harness -> {
              harness.stopUpstream();
              return call(harness);
            }),
        recipe(
            UPSTREAM_REFUSED_US,
            request -> request.response().setStatusCode(401).end(),
            UnaryOperator.identity(),
            UpstreamRecipes::call),
        recipe(
            UPSTREAM_REDIRECTED,
            request -> request.response().setStatusCode(307).putHeader("Location", "/mcp/").end(),
            UnaryOperator.identity(),
            UpstreamRecipes::call),
        recipe(
            UPSTREAM_TIMEOUT,
            _ -> {},
            TestSettings.headTimeout(Duration.ofMillis(100)),
            UpstreamRecipes::call),
        recipe(
            UPSTREAM_RESTING,
            request -> request.connection().close(),
            TestSettings.resting(1, Duration.ofMinutes(1)),
            harness -> {
              call(harness);
              return call(harness);
            }),
        recipe(
            SESSION_UNKNOWN,
            request -> request.response().end(),
            UnaryOperator.identity(),
            harness -> CallRecipes.call(harness, harness.token(), "Mcp-Session-Id", "guessed")),
        new Recipe(UPSTREAM_SATURATED, Step.CALL, JSON, UpstreamRecipes::oneTooMany));
  }

  /// One call has the only connection and one may wait for it.
  private static Provoked oneTooMany() {
    var upstream = new HeldUpstream();
    try (var harness = new Harness(upstream, TestSettings.connections(1))) {
      var token = harness.token();
      var answers =
          Stream.generate(
                  () -> CompletableFuture.supplyAsync(() -> CallRecipes.call(harness, token)))
              .limit(3)
              .toList();
      CompletableFuture.anyOf(answers.toArray(new CompletableFuture<?>[0])).join();
      var refused = answers.stream().filter(CompletableFuture::isDone).findFirst().orElseThrow();
      var provoked = harness.soFar(refused.join());
      upstream.release();
      answers.forEach(CompletableFuture::join);
      return provoked;
    }
  }

  private static HttpResponse<String> call(Harness harness) {
    return CallRecipes.call(harness, harness.token());
  }

  private static Recipe recipe(
      Refusal refusal,
      Handler<HttpServerRequest> upstream,
      UnaryOperator<GatewaySettings> settings,
      Function<Harness, HttpResponse<String>> request) {
    return CallRecipes.recipe(refusal, Step.CALL, JSON, upstream, settings, request);
  }
}
