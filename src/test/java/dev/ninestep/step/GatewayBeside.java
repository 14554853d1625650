package dev.ninestep.step;

import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.event.Caller;
import dev.ninestep.exchange.Exchanges;
import dev.ninestep.exchange.Failures;
import dev.ninestep.exchange.Pages;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.gateway.BillingTerms;
import dev.ninestep.gateway.Gateway;
import dev.ninestep.gateway.GatewaySettings;
import dev.ninestep.gateway.Place;
import dev.ninestep.gateway.Till;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.Scope;
import dev.ninestep.token.KeyRing;
import dev.ninestep.token.UpstreamIdentity;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Steps 6 to 9 beside the steps of a test server, on its log and its clock, before an MCP server
/// that says `served` to everybody.
final class GatewayBeside implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TestServer steps;
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpServer front;

  GatewayBeside(TestServer steps) {
    this.steps = steps;
    var upstream =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.response().end("served"))
            .listen(0, "127.0.0.1")
            .await();
    front = front(URI.create("http://127.0.0.1:" + upstream.actualPort() + "/"));
  }

  /// Mounts and listens on one event loop, as a pod does.
  private HttpServer front(URI upstream) {
    var listening = new CompletableFuture<HttpServer>();
    vertx
        .deployVerticle(
            new VerticleBase() {
              @Override
              public Future<?> start() {
                return vertx
                    .createHttpServer()
                    .requestHandler(router(upstream))
                    .listen(0, "127.0.0.1")
                    .onSuccess(listening::complete);
              }
            })
        .await();
    return listening.join();
  }

  private Router router(URI upstream) {
    var log = steps.log;
    var mint = steps.mint;
    var recorder = new Recorder<>(log, log);
    var refusals = new Refusals(TestServer.ISSUER, recorder, new Pages(TestServer.ISSUER));
    var router = Router.router(vertx);
    var exchanges =
        new Exchanges(
            mint::flow, mint::request, _ -> new Caller("hash", "127.0.0.0/24", Optional.empty()));
    router.route().handler(exchanges);
    new Failures(refusals, exchanges).mount(router);
    var resource =
        new ProtectedResource(TestServer.RESOURCE, Scope.of("mcp", "support"), Scope.of("mcp"));
    new Gateway(
            vertx,
            GatewaySettings.of(resource, upstream),
            refusals,
            steps.tokens,
            new UpstreamIdentity(KeyRing.generate(), TestServer.ISSUER),
            new Till(
                recorder,
                log.ledger()::account,
                new BillingTerms("EUR", Amount.ZERO, Optional.empty()),
                mint.till()),
            steps.sealed,
            flow -> log.ledger().grant(flow, log.now()),
            log.ledger()::client,
            log.ledger()::account,
            log.ledger().accountCalls())
        .mount(Place.in(router, List.of()));
    return router;
  }

  /// A call on the MCP URL.
  HttpResponse<String> call(String accessToken) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.actualPort() + "/mcp"))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + accessToken)
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
    vertx.close().await();
  }
}
