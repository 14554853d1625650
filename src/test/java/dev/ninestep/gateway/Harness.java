package dev.ninestep.gateway;

import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.event.Caller;
import dev.ninestep.event.Event;
import dev.ninestep.exchange.Exchanges;
import dev.ninestep.exchange.Failures;
import dev.ninestep.exchange.Pages;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.fold.Grant;
import dev.ninestep.fold.Lifetimes;
import dev.ninestep.fold.Presentation;
import dev.ninestep.log.VirtualFlowLog;
import dev.ninestep.log.WatchedFlowLog;
import dev.ninestep.mcp.McpServer;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.refusal.Provoked;
import dev.ninestep.refusal.Traffic;
import dev.ninestep.token.AccessTokens;
import dev.ninestep.token.KeyRing;
import dev.ninestep.token.Mint;
import dev.ninestep.token.SealedValues;
import dev.ninestep.token.UpstreamIdentity;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A gateway on a port of its own, in front of an upstream that does what a test says, with a log
/// in memory and grants that stand.
final class Harness implements AutoCloseable {

  static final Issuer ISSUER = new Issuer("http://localhost:8080");
  static final ResourceUri RESOURCE = new ResourceUri("http://localhost:8080/mcp");
  static final ClientId CLIENT = new ClientId("client-1");
  static final AccountId ACCOUNT = new AccountId(7, 7);
  static final Scope OFFERED = Scope.of("mcp", "support");
  static final Scope GRANTED = Scope.of("mcp");

  static final KeyRing RING = KeyRing.generate();
  private static final Duration HOUR = Duration.ofHours(1);

  final VirtualFlowLog facts = new VirtualFlowLog();
  final WatchedFlowLog log = new WatchedFlowLog(facts);
  static final BillingTerms TERMS =
      new BillingTerms(
          "EUR", new Amount(1_000_000), Optional.of(URI.create("https://pay.example/top-up")));

  final AccessTokens tokens = new AccessTokens(RING, ISSUER);
  final UpstreamIdentity identity = new UpstreamIdentity(RING, ISSUER);
  final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Traffic traffic = new Traffic();
  private final Refusals refusals =
      new Refusals(ISSUER, new Recorder<>(log, facts), new Pages(ISSUER));
  private final Vertx vertx = Vertx.vertx();
  private final Mint mint = new Mint();
  final Till till =
      new Till(new Recorder<>(log, facts), facts.ledger()::account, TERMS, mint.till());
  final Fakes fakes = new Fakes(vertx);
  final List<URI> upstreams;
  private final HttpServer front;
  private final List<Gateway> gateways;
  final Gateway gateway;

  /// A gateway with the usual settings.
  ///
  /// @param upstream what the MCP server does
  Harness(Handler<HttpServerRequest> upstream) {
    this(upstream, UnaryOperator.identity());
  }

  Harness(Handler<HttpServerRequest> upstream, UnaryOperator<GatewaySettings> change) {
    this(List.of(change), harness -> List.of(harness.fakes.serve(upstream)));
  }

  /// A gateway in front of several MCP servers.
  ///
  /// @param upstreams what each of them does
  static Harness beforeSeveral(
      UnaryOperator<GatewaySettings> change, List<Handler<HttpServerRequest>> upstreams) {
    return new Harness(
        List.of(change), harness -> upstreams.stream().map(harness.fakes::serve).toList());
  }

  /// A gateway in front of the built-in MCP server.
  ///
  /// @param vertx serves that
  static Harness beforeBuiltIn(Vertx vertx) {
    return new Harness(
        List.of(UnaryOperator.identity()),
        h ->
            List.of(
                new McpServer(vertx, h.identity, _ -> Future.succeededFuture(List.of()), List.of())
                    .listen(0)
                    .await()));
  }

  Harness(List<UnaryOperator<GatewaySettings>> changes, Function<Harness, List<URI>> upstreams) {
    this.upstreams = upstreams.apply(this);
    facts.ledger().restore(CLIENT, RegisteredClient.of(CLIENT));
    this.gateways = changes.stream().map(this::gateway).toList();
    this.gateway = gateways.getFirst();
    this.front = front();
  }

  private Gateway gateway(UnaryOperator<GatewaySettings> change) {
    var resource = new ProtectedResource(RESOURCE, OFFERED, GRANTED);
    return new Gateway(
        vertx,
        change.apply(GatewaySettings.of(resource, upstreams.toArray(new URI[0]))),
        refusals,
        tokens,
        identity,
        till,
        new SealedValues(RING),
        flow -> facts.ledger().grant(flow, facts.now()),
        facts.ledger()::client,
        facts.ledger()::account,
        facts.ledger().accountCalls());
  }

  /// Mounts and listens on one event loop, as a pod does.
  private HttpServer front() {
    var listening = new CompletableFuture<HttpServer>();
    vertx
        .deployVerticle(
            (Deployable)
                _ ->
                    vertx
                        .createHttpServer()
                        .requestHandler(router())
                        .listen(0, "127.0.0.1")
                        .onSuccess(listening::complete))
        .await();
    return listening.join();
  }

  private Router router() {
    var router = Router.router(vertx);
    var exchanges =
        new Exchanges(mint::flow, mint::request, a -> new Caller("h-" + a, a, Optional.empty()));
    new Failures(refusals, exchanges).mount(router);
    var places = gateways.stream().map(_ -> Place.in(router, List.of(exchanges))).toList();
    router.route().handler(exchanges);
    for (var i = 0; i < places.size(); i++) {
      gateways.get(i).mount(places.get(i));
    }
    return router;
  }

  int port() {
    return front.actualPort();
  }

  URI upstreamUri() {
    return upstreams.getFirst();
  }

  void stopUpstream() {
    stopUpstream(0);
  }

  /// Lets one of several vanish.
  void stopUpstream(int number) {
    fakes.stop(number);
  }

  /// The claims of a token whose grant is active.
  AccessToken granted() {
    var token = claims(mint.flow());
    activate(token.flow());
    return token;
  }

  /// The claims of a token of a flow, whatever became of it.
  AccessToken claims(FlowId flow) {
    return claims(flow, GRANTED, RESOURCE);
  }

  private AccessToken claims(FlowId flow, Scope scope, ResourceUri resource) {
    return new AccessToken(
        flow,
        CLIENT,
        ACCOUNT,
        scope,
        resource,
        mint.tokenId(),
        VirtualFlowLog.NOON,
        VirtualFlowLog.NOON.plus(HOUR));
  }

  void activate(FlowId flow) {
    var ends = VirtualFlowLog.NOON.plus(Duration.ofDays(30));
    var won = new Presentation(new AttemptId(1), 0, ends, 0);
    facts.ledger().restore(flow, new Grant.Active(1, ends, won, false, new Lifetimes(HOUR, ends)));
  }

  /// A token that is good for a call.
  String token() {
    return tokens.sign(granted());
  }

  /// A token that is good for calls on another resource.
  String tokenFor(ResourceUri resource) {
    return tokens.sign(claims(granted().flow(), GRANTED, resource));
  }

  /// A token that is good for whatever a scope allows.
  String tokenWith(Scope scope) {
    return tokens.sign(claims(granted().flow(), scope, RESOURCE));
  }

  /// A request on the MCP URL.
  ///
  /// @param below what follows `/mcp`
  HttpRequest.Builder request(String below) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/mcp" + below))
        .timeout(Duration.ofSeconds(20));
  }

  HttpRequest.Builder request(String below, String token) {
    return request(below).header("Authorization", "Bearer " + token);
  }

  HttpResponse<String> send(HttpRequest.Builder builder) {
    var request = builder.build();
    traffic.said(request);
    try {
      var response = http.send(request, HttpResponse.BodyHandlers.ofString());
      traffic.heard(response);
      return response;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// What an answer that refuses was told beside the client, once what was counted was written.
  Provoked provoked(HttpResponse<String> response) {
    gateway.close().await();
    return soFar(response);
  }

  /// The same, while other calls are on their way.
  Provoked soFar(HttpResponse<String> response) {
    return new Provoked(response, facts.facts(), traffic.secrets(), ISSUER);
  }

  /// All events of one kind, once what was counted has been written.
  <E extends Event> List<E> written(Class<E> kind) {
    gateway.close().await();
    return facts.events(kind);
  }

  @Override
  public void close() {
    http.close();
    vertx.close().await();
  }
}
