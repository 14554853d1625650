package dev.ninestep.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Caller;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.FlowViewed;
import dev.ninestep.exchange.Assets;
import dev.ninestep.exchange.Exchanges;
import dev.ninestep.exchange.Failures;
import dev.ninestep.exchange.Pages;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.log.VirtualFlowLog;
import dev.ninestep.projection.Database;
import dev.ninestep.projection.MemoryLog;
import dev.ninestep.projection.Tables;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.token.Mint;
import dev.ninestep.trace.Doorkeeper;
import dev.ninestep.trace.Doorkeeper.Verdict;
import dev.ninestep.trace.Entrance;
import dev.ninestep.trace.SupportApi;
import dev.ninestep.trace.SupportServer;
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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The console on a port of its own, before a real index of a log in memory. What it writes itself
/// goes to another log, until a test projects that too.
final class ConsoleServer implements AutoCloseable {

  static final AccountId AGENT = new AccountId(8, 8);
  private static final Issuer ISSUER = new Issuer("https://auth.example");

  final Instant began = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(30));
  final VirtualFlowLog written = new VirtualFlowLog();
  volatile Verdict verdict;
  private final MemoryLog log = new MemoryLog();
  private final Tails tails = new Tails(() -> log.reader(100));
  private final Tables tables;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;

  ConsoleServer(Database database) {
    this(database, new Verdict.Welcome(AGENT));
  }

  ConsoleServer(Database database, Verdict verdict) {
    this.verdict = verdict;
    tables = Tables.in(database);
    var recorder = new Recorder<>(written, written);
    var refusals = new Refusals(ISSUER, recorder, new Pages(ISSUER));
    var mint = new Mint();
    var exchanges =
        new Exchanges(mint::flow, mint::request, a -> new Caller("h", a, Optional.empty()));
    var router = Router.router(vertx);
    router.route().handler(exchanges);
    new Failures(refusals, exchanges).mount(router);
    Assets.mount(router);
    var index = tables.projection().flows();
    var entrance = new Entrance(door(), refusals, recorder, "/sign-in?to=");
    new SupportApi(index, entrance, this::now).mount(router);
    new Console(
            index,
            tables.projection().views(),
            tables.projection().overviews(),
            tails,
            entrance,
            this::now,
            "/sign-out")
        .mount(router);
    server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
  }

  /// Says of everybody what the test says.
  private Doorkeeper door() {
    return SupportServer.door(() -> verdict);
  }

  private Instant now() {
    return began.plus(Duration.ofHours(2));
  }

  /// Happens, and goes by.
  void goesBy(List<Fact> facts) {
    facts.forEach(fact -> log.append(fact.time(), fact));
  }

  /// Opens a live tail.
  ///
  /// @param lastId the id of the last event that was heard
  Listener listen(String path, String lastId) {
    var request = request(path).header("Accept", "text/event-stream");
    if (!lastId.isEmpty()) {
      request.header("Last-Event-ID", lastId);
    }
    var answer = send(request, BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
    return new Listener(answer.body());
  }

  /// Happens, and can be found.
  void happens(List<Fact> facts) {
    goesBy(facts);
    tables.projectAll(log, 500);
  }

  /// What it wrote itself can be found too.
  void projectWhatItWrote() {
    happens(
        written.facts().stream()
            .map(fact -> at(fact, began.plus(Duration.ofMinutes(70))))
            .toList());
  }

  private static Fact at(Fact fact, Instant at) {
    return new Fact(
        fact.id(),
        fact.key(),
        fact.source(),
        at,
        fact.flow(),
        fact.request(),
        fact.client(),
        fact.traceparent(),
        fact.event());
  }

  /// Those who looked, as the log has it.
  List<FlowViewed> views() {
    return written.events(FlowViewed.class);
  }

  /// Another event of a flow, a second later.
  static Fact after(Fact fact, Event event) {
    return with(fact, fact.client(), event);
  }

  /// The same of a client that does not say which it is.
  static Fact nameless(Fact fact, Event event) {
    return with(fact, Optional.empty(), event);
  }

  private static Fact with(Fact fact, Optional<ClientId> client, Event event) {
    return new Fact(
        new UUID(fact.id().getMostSignificantBits(), fact.id().getLeastSignificantBits() + 1),
        fact.key(),
        fact.source(),
        fact.time().plusSeconds(1),
        fact.flow(),
        fact.request(),
        client,
        fact.traceparent(),
        event);
  }

  HttpResponse<String> get(String path) {
    return send(request(path).header("Accept", "text/html"), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
        .timeout(Duration.ofSeconds(30));
  }

  private <T> HttpResponse<T> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request.build(), handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    tails.close();
    http.shutdownNow();
    http.close();
    vertx.close().await();
  }
}
