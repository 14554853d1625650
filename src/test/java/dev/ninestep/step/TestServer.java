package dev.ninestep.step;

import static org.awaitility.Awaitility.await;

import dev.ninestep.document.ClientDocuments;
import dev.ninestep.document.DocumentHost;
import dev.ninestep.document.KeySets;
import dev.ninestep.event.Caller;
import dev.ninestep.event.StepRefused;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.exchange.Exchanges;
import dev.ninestep.exchange.Failures;
import dev.ninestep.exchange.Pages;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.exchange.TlsOnly;
import dev.ninestep.exchange.TrustedProxies;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.log.FlowLog;
import dev.ninestep.log.VirtualFlowLog;
import dev.ninestep.protocol.AddressBlock;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.refusal.Provoked;
import dev.ninestep.refusal.Traffic;
import dev.ninestep.token.AccessTokens;
import dev.ninestep.token.ClientIds;
import dev.ninestep.token.KeyRing;
import dev.ninestep.token.Mint;
import dev.ninestep.token.SealedValues;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// Steps 0 to 5 behind a real HTTP server, over a log in memory whose clock the test moves.
final class TestServer implements AutoCloseable {

  static final Issuer ISSUER = new Issuer("https://auth.example");
  static final ResourceUri RESOURCE = new ResourceUri("https://auth.example/mcp");

  /// With which whoever serves the resource may introspect its tokens.
  static final String RESOURCE_SECRET = "the resource server's secret";

  /// With which a client may register for tokens of its own.
  static final String INITIAL_TOKEN = "the operator's initial access token";

  /// How often a client may come to the token endpoint.
  static final int PER_MINUTE = 200;

  private static final TrustedProxies BEHIND_PROXY =
      new TrustedProxies(Set.of(AddressBlock.parse("127.0.0.1").orElseThrow()));

  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final KeyRing KEYS = KeyRing.generate();
  private static final int PATIENCE_SECONDS = 30;
  private static final int LONGEST_BYTES = 16 * 1024;

  final VirtualFlowLog log;
  final SealedValues sealed = new SealedValues(KEYS);
  final AccessTokens tokens = new AccessTokens(KEYS, ISSUER);
  final Mint mint = new Mint();
  final ClientIds clientIds = new ClientIds(KEYS);

  /// Writes what the steps tell.
  final Recorder<Aggregate> recorder;

  /// What was said and heard over HTTP.
  final Traffic traffic = new Traffic();

  /// How many connections clients have closed.
  final AtomicInteger closed = new AtomicInteger();

  private final Settings settings;
  private final HttpServer server;

  TestServer() {
    this(TestSettings.answering(201));
  }

  /// @param through what the steps reach the log through
  TestServer(UnaryOperator<FlowLog<Aggregate>> through) {
    this(TestSettings.answering(201), through);
  }

  TestServer(Settings settings) {
    this(settings, log -> log);
  }

  private TestServer(Settings settings, UnaryOperator<FlowLog<Aggregate>> through) {
    this(
        settings,
        through,
        ClientDocuments.of(VERTX, settings.redirects(), Map.of()),
        KeySets.of(VERTX));
  }

  /// @param documents where the documents of clients are read
  TestServer(ClientDocuments documents) {
    this(TestSettings.answering(201), documents);
  }

  TestServer(Settings settings, ClientDocuments documents) {
    this(settings, log -> log, documents, KeySets.of(VERTX));
  }

  /// @param host where documents and keys are read
  TestServer(Settings settings, DocumentHost host) {
    this(settings, log -> log, host.documents(settings.redirects()), host.keySets());
  }

  private TestServer(
      Settings settings,
      UnaryOperator<FlowLog<Aggregate>> through,
      ClientDocuments documents,
      KeySets keySets) {
    this(settings, new VirtualFlowLog(), through, documents, keySets);
  }

  /// Another pod on the same log.
  ///
  /// @param skew how far its clock is ahead
  TestServer another(Duration skew) {
    var documents = ClientDocuments.of(VERTX, settings.redirects(), Map.of());
    return new TestServer(settings, log.another(skew), l -> l, documents, KeySets.of(VERTX));
  }

  private TestServer(
      Settings settings,
      VirtualFlowLog log,
      UnaryOperator<FlowLog<Aggregate>> through,
      ClientDocuments documents,
      KeySets keySets) {
    this.settings = settings;
    this.log = log;
    recorder = new Recorder<>(through.apply(log), log);
    var pages = new Pages(settings.issuer());
    var refusals = new Refusals(settings.issuer(), recorder, pages);
    var router = Router.router(VERTX);
    var exchanges =
        new Exchanges(
            mint::flow,
            mint::request,
            address -> new Caller(hashOf(address), "127.0.0.0/24", Optional.empty()));
    router.route().handler(exchanges);
    new Failures(refusals, exchanges).mount(router);
    router.route().handler(new TlsOnly(BEHIND_PROXY, refusals));
    router
        .route("/defect")
        .handler(_ -> {
          throw new IllegalStateException("on purpose");
        });
    new AuthorizationServer(
            settings,
            new Collaborators(
                log.ledger(),
                recorder,
                refusals,
                pages,
                sealed,
                tokens,
                mint,
                clientIds,
                documents,
                keySets))
        .mount(router);
    server =
        VERTX
            .createHttpServer(
                new HttpServerOptions()
                    .setMaxInitialLineLength(LONGEST_BYTES)
                    .setMaxHeaderSize(LONGEST_BYTES))
            .requestHandler(router)
            .invalidRequestHandler(router)
            .connectionHandler(c -> c.closeHandler(_ -> closed.incrementAndGet()))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .join();
  }

  @Override
  public void close() {
    server.close();
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  HttpResponse<String> send(String method, String path, String... headers) {
    return send(request(path, headers).method(method, BodyPublishers.noBody()));
  }

  HttpResponse<String> post(String path, String type, String body, String... headers) {
    traffic.said(body);
    return send(
        request(path, headers).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  /// Posts JSON from another machine.
  ///
  /// @param address that of the machine, on loopback
  HttpResponse<String> postFrom(String address, String path, String json) {
    try (var there = HttpClient.newBuilder().localAddress(InetAddress.ofLiteral(address)).build()) {
      return traffic.send(
          there,
          request(path)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(json))
              .build());
    }
  }

  private static String hashOf(String address) {
    return address.equals("127.0.0.1") ? "hash" : "hash of " + address;
  }

  HttpResponse<String> put(String path, String json, String... headers) {
    traffic.said(json);
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json)));
  }

  HttpResponse<String> postForm(String path, Map<String, String> form, String... headers) {
    return post(path, "application/x-www-form-urlencoded", Form.encode(form), headers);
  }

  private HttpRequest.Builder request(String path, String... headers) {
    // A refusal's own Location, and the pages' forms, name the issuer; the server is on loopback.
    var local = path.replace(ISSUER.origin(), "");
    var builder =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + local))
            .timeout(Duration.ofSeconds(PATIENCE_SECONDS));
    return headers.length == 0 ? builder : builder.headers(headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder builder) {
    return traffic.send(HTTP, builder.build());
  }

  /// Opens a connection, for requests that no decent client sends.
  Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
    socket.setSoTimeout(PATIENCE_SECONDS * 1_000);
    return socket;
  }

  /// Sends bytes as they are and reads what comes back.
  String raw(String request) throws IOException {
    try (var socket = connect()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// Waits until tokens were issued so many times: the log is told after the response.
  List<TokensIssued> issued(int times) {
    return await()
        .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
        .until(() -> log.events(TokensIssued.class), issued -> issued.size() == times);
  }

  /// What an answer that refuses was told beside the client.
  Provoked provoked(HttpResponse<String> response) {
    return new Provoked(response, log.facts(), traffic.secrets(), ISSUER);
  }

  /// The last refusal the log was told of.
  StepRefused lastRefused() {
    return log.events(StepRefused.class).getLast();
  }
}
