package dev.ninestep.trace;

import dev.ninestep.event.Caller;
import dev.ninestep.event.Face;
import dev.ninestep.event.Logged;
import dev.ninestep.exchange.Exchanges;
import dev.ninestep.exchange.Failures;
import dev.ninestep.exchange.Pages;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.log.VirtualFlowLog;
import dev.ninestep.projection.Around;
import dev.ninestep.projection.Clue;
import dev.ninestep.projection.FlowHit;
import dev.ninestep.projection.FlowIndex;
import dev.ninestep.projection.Sighting;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.refusal.Traffic;
import dev.ninestep.token.Mint;
import dev.ninestep.trace.Doorkeeper.Verdict;
import io.vertx.core.Future;
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
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The support team's entrance on a port of its own, to an index that holds nothing.
final class SupportServer implements AutoCloseable, FlowIndex {

  static final Issuer ISSUER = new Issuer("https://auth.example");

  final VirtualFlowLog log = new VirtualFlowLog();
  final Traffic traffic = new Traffic();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;

  /// @param verdict what the doorkeeper says of everybody
  SupportServer(Verdict verdict) {
    var pages = new Pages(ISSUER);
    var refusals = new Refusals(ISSUER, new Recorder<>(log, log), pages);
    var mint = new Mint();
    var exchanges =
        new Exchanges(mint::flow, mint::request, a -> new Caller("h", a, Optional.empty()));
    var router = Router.router(vertx);
    router.route().handler(exchanges);
    new Failures(refusals, exchanges).mount(router);
    new SupportApi(
            this, _ -> Future.succeededFuture(verdict), refusals, pages, log::now, "/sign-in")
        .mount(router);
    server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
  }

  /// @param face whether a browser asks or a program
  HttpResponse<String> get(String path, Face face) {
    var uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
    var accepted = face == Face.PAGE ? "text/html" : "application/json";
    var request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(30))
            .header("Accept", accepted)
            .build();
    traffic.said(request);
    try {
      var response = http.send(request, BodyHandlers.ofString());
      traffic.heard(response);
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Future<List<Logged>> byFlow(FlowId flow) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<List<Sighting>> sightings(Clue clue, Around when) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<List<FlowHit>> hits(Collection<FlowId> flows, Instant from, Instant until) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<List<ClientId>> clientsLike(String typed) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<List<ClientId>> clientsNamed(String typed) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<List<Logged>> anonymous(String address, Instant from, Instant until) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<List<Logged>> registration(ClientId client) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<Optional<Instant>> wholeUntil() {
    return Future.succeededFuture(Optional.empty());
  }

  @Override
  public void close() {
    http.close();
    vertx.close().await();
  }
}
