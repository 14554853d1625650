package dev.ninestep.trace;

import dev.ninestep.console.Console;
import dev.ninestep.console.Tails;
import dev.ninestep.event.Caller;
import dev.ninestep.event.Face;
import dev.ninestep.event.Logged;
import dev.ninestep.exchange.Exchanges;
import dev.ninestep.exchange.Failures;
import dev.ninestep.exchange.Pages;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.log.LogReader;
import dev.ninestep.log.VirtualFlowLog;
import dev.ninestep.projection.Projection;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.refusal.Traffic;
import dev.ninestep.token.Mint;
import dev.ninestep.trace.Doorkeeper.Verdict;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The support team's entrance on a port of its own, to an index that holds one flow.
public final class SupportServer implements AutoCloseable {

  static final Issuer ISSUER = new Issuer("https://auth.example");

  /// A flow with more records than can be read in time.
  static final FlowId ENDLESS = new FlowId(1, 1);

  final VirtualFlowLog log = new VirtualFlowLog();
  final Traffic traffic = new Traffic();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;

  /// A flow that is asked for while the database is away.
  static final FlowId AWAY = new FlowId(2, 2);

  /// Does what the database does with a flow that takes it too long, and when it is away.
  private static final class Troubled extends MemoryIndex {

    @Override
    public Future<List<Logged>> byFlow(FlowId flow) {
      if (flow.equals(AWAY)) {
        return Future.failedFuture(new ConnectException("connection refused"));
      }
      return flow.equals(ENDLESS)
          ? Future.failedFuture(new PgException("canceling statement", "ERROR", "57014", ""))
          : super.byFlow(flow);
    }
  }

  /// One that has no seat for live tails.
  ///
  /// @param verdict what the doorkeeper says of everybody
  SupportServer(Verdict verdict) {
    var pages = new Pages(ISSUER);
    var refusals = new Refusals(ISSUER, new Recorder<>(log, log), pages);
    var mint = new Mint();
    var exchanges =
        new Exchanges(mint::flow, mint::request, a -> new Caller("h", a, Optional.empty()));
    var router = Router.router(vertx);
    router.route().handler(exchanges);
    new Failures(refusals, exchanges, Projection::isAway).mount(router);
    var entrance =
        new Entrance(door(() -> verdict), refusals, new Recorder<>(log, log), "/sign-in?to=");
    var index = new Troubled().add(Chapters.discovered().material().own());
    new SupportApi(index, entrance, log::now).mount(router);
    new Console(
            index,
            _ -> Future.succeededFuture(List.of()),
            _ -> Future.failedFuture("nothing is counted here"),
            new Tails(SupportServer::noReader, 0, 0),
            entrance,
            log::now,
            "/sign-out")
        .mount(router);
    server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
  }

  private static LogReader noReader() {
    throw new AssertionError("no tail may be opened here");
  }

  /// Somebody who says the same of everybody.
  public static Doorkeeper door(Supplier<Verdict> verdict) {
    return new Doorkeeper() {
      @Override
      public Future<Verdict> look(RoutingContext context) {
        return Future.succeededFuture(verdict.get());
      }

      @Override
      public Future<Verdict> lookAgain(RoutingContext context) {
        return look(context);
      }
    };
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
    return traffic.send(http, request);
  }

  @Override
  public void close() {
    http.close();
    vertx.close().await();
  }
}
