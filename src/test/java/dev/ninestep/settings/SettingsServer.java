package dev.ninestep.settings;

import dev.ninestep.event.Caller;
import dev.ninestep.event.Event;
import dev.ninestep.event.Key;
import dev.ninestep.event.SomeConnection;
import dev.ninestep.exchange.Exchanges;
import dev.ninestep.exchange.Failures;
import dev.ninestep.exchange.HostCookie;
import dev.ninestep.exchange.Pages;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.log.VirtualFlowLog;
import dev.ninestep.projection.ConnectedApp;
import dev.ninestep.projection.Projection;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Session;
import dev.ninestep.refusal.Provoked;
import dev.ninestep.refusal.Traffic;
import dev.ninestep.token.KeyRing;
import dev.ninestep.token.Mint;
import dev.ninestep.token.SealedValues;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Connected apps on a port of their own: log and ledger in memory, and a list of apps as the
/// projection would have it once, which it does not learn anything new by itself.
final class SettingsServer implements AutoCloseable {

  static final Issuer ISSUER = new Issuer("http://localhost:8080");
  static final AccountId ANNA = new AccountId(1, 1);
  static final AccountId BERT = new AccountId(2, 2);
  static final ClientId CLAUDE = new ClientId("claude");
  static final ClientId CURSOR = new ClientId("cursor");

  private static final ResourceUri RESOURCE = new ResourceUri("http://localhost:8080/mcp");
  private static final Caller CALLER = new Caller("h", "127.0.0.0/24", Optional.empty());
  private static final Pattern NONCE = Pattern.compile("name=\"nonce\" value=\"([^\"]*)\"");

  final VirtualFlowLog log = new VirtualFlowLog();
  final Mint mint = new Mint();
  private final Traffic traffic = new Traffic();
  private final SealedValues sealed = new SealedValues(KeyRing.generate());
  private final Map<AccountId, List<ConnectedApp>> apps =
      Map.of(ANNA, new ArrayList<>(), BERT, new ArrayList<>());
  private final HttpClient http = HttpClient.newHttpClient();
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  volatile boolean isDatabaseAway;

  SettingsServer() {
    var refusals = new Refusals(ISSUER, new Recorder<>(log, log), new Pages(ISSUER));
    var exchanges = new Exchanges(mint::flow, mint::request, _ -> CALLER);
    var cookie = HostCookie.session(ISSUER);
    var router = Router.router(vertx);
    router.route().handler(exchanges);
    new Failures(refusals, exchanges, Projection::isAway).mount(router);
    new ConnectedAppSettings(
            context -> cookie.read(context).flatMap(sealed::openSession),
            sealed,
            log.ledger(),
            new Recorder<>(log, log),
            refusals,
            this::listed,
            Map.of("mcp", "Use the tools."),
            "EUR",
            "/sign-in?to=connected-apps")
        .mount(router);
    server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
  }

  private Future<List<ConnectedApp>> listed(AccountId account) {
    return isDatabaseAway
        ? Future.failedFuture(new ConnectException("connection refused"))
        : Future.succeededFuture(List.copyOf(apps.get(account)));
  }

  /// Somebody connects an app, by consent and code.
  ConnectedApp connect(AccountId account, ClientId client) {
    var flow = mint.flow();
    var now = log.now();
    var redirect = new RedirectUri("https://" + client + ".example/callback");
    tell(flow, SomeConnection.granted(client, account, redirect, Scope.of("mcp"), RESOURCE, now));
    tell(flow, SomeConnection.presented(client, now, CALLER));
    var app =
        new ConnectedApp(
            flow,
            client,
            Optional.of("The <b>app</b> " + client),
            Optional.of(redirect.host()),
            Scope.of("mcp"),
            RESOURCE,
            now,
            now,
            log.ledger().grant(flow, now),
            Map.of(LocalDate.ofInstant(now, ZoneOffset.UTC), 42L),
            Map.of(LocalDate.ofInstant(now, ZoneOffset.UTC), new Amount(420_000)));
    apps.get(account).add(app);
    return app;
  }

  void tell(FlowId flow, Event event) {
    log.tell(
        log.seal(
            new Key.OfFlow(flow), flow, mint.request(), Optional.empty(), Optional.empty(), event));
  }

  /// The cookie of a session that has just begun.
  String session(AccountId account) {
    return "ninestep=" + sealed.seal(Session.begin(mint.session(), account, Role.USER, log.now()));
  }

  HttpResponse<String> get(String path, String cookie) {
    return send(to(path, cookie).GET());
  }

  HttpResponse<String> delete(String path, String cookie) {
    return send(to(path, cookie).DELETE());
  }

  HttpResponse<String> post(String form, String cookie) {
    traffic.said(form);
    return send(
        to(ConnectedAppSettings.DISCONNECT, cookie)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  /// The nonce of a page as it was just shown.
  String nonce(String cookie) {
    var nonce = NONCE.matcher(get(ConnectedAppSettings.PAGE, cookie).body());
    if (!nonce.find()) {
      throw new AssertionError("the page has no form");
    }
    return nonce.group(1);
  }

  HttpRequest.Builder to(String path, String cookie) {
    var uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
    return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).header("Cookie", cookie);
  }

  HttpResponse<String> send(HttpRequest.Builder builder) {
    return traffic.send(http, builder.build());
  }

  Provoked provoked(HttpResponse<String> response) {
    return new Provoked(response, log.facts(), traffic.secrets(), ISSUER);
  }

  @Override
  public void close() {
    http.close();
    vertx.close().await();
  }
}
