package dev.ninestep.operator;

import dev.ninestep.decision.Hashes;
import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Key;
import dev.ninestep.exchange.Exchanges;
import dev.ninestep.exchange.Failures;
import dev.ninestep.exchange.HostCookie;
import dev.ninestep.exchange.Pages;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.log.Partition;
import dev.ninestep.log.VirtualFlowLog;
import dev.ninestep.projection.Accounts;
import dev.ninestep.projection.PasswordHash;
import dev.ninestep.projection.Person;
import dev.ninestep.projection.StoredAccount;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ClientName;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.RequestId;
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
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The operator's entrance on a port of its own, with two accounts and a log in memory.
final class OperatorServer implements AutoCloseable, Accounts {

  static final Issuer ISSUER = new Issuer("https://auth.example");
  static final AccountId ANNA = new AccountId(1, 1);
  static final AccountId BERT = new AccountId(2, 2);
  private static final List<StoredAccount> ACCOUNTS =
      List.of(
          new StoredAccount(ANNA, "anna", Role.USER, Optional.empty()),
          new StoredAccount(BERT, "bert", Role.USER, Optional.empty()));
  static final String SECRET = "a secret of the payment service";

  static final AccountId OLGA = new AccountId(9, 9);
  static final Duration RECENT = Duration.ofMinutes(15);
  private static final Pattern NONCE = Pattern.compile("name=\"nonce\" value=\"([^\"]*)\"");

  final VirtualFlowLog log = new VirtualFlowLog();
  private final SealedValues sealed = new SealedValues(KeyRing.generate());
  private final Mint mint = new Mint();
  private final List<String> paths;
  final MemoryPersons persons = new MemoryPersons(ACCOUNTS);
  final MemoryGrants grants = new MemoryGrants(log);
  private final Traffic traffic = new Traffic();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();

  OperatorServer(Optional<String> secret) {
    this(secret, Duration.ofSeconds(20));
  }

  /// @param patience how long a projection that stands still is waited for
  OperatorServer(Optional<String> secret, Duration patience) {
    var recorder = new Recorder<>(log, log);
    var refusals = new Refusals(ISSUER, recorder, new Pages(ISSUER));
    var exchanges =
        new Exchanges(mint::flow, mint::request, a -> new Caller("h", a, Optional.empty()));
    var router = Router.router(vertx);
    router.route().handler(exchanges);
    new Failures(refusals, exchanges).mount(router);
    new OperatorApi(
            this,
            log.ledger(),
            recorder,
            refusals,
            mint::attempt,
            persons,
            new ProjectedGrants(grants, this::end, patience),
            secret.map(Hashes::sha256),
            "EUR")
        .mount(router);
    var cookie = HostCookie.session(ISSUER);
    new OperatorConsole(
            new RecentOperators(
                context -> cookie.read(context).flatMap(sealed::openSession), log::now, RECENT),
            this,
            log.ledger(),
            recorder,
            refusals,
            new ProjectedGrants(grants, this::end, patience),
            sealed,
            "/sign-in?to=",
            "/sign-out")
        .mount(router);
    paths =
        router.getRoutes().stream()
            .filter(route -> route.getPath() != null && route.methods() != null)
            .map(route -> route.methods().iterator().next() + " " + route.getPath())
            .toList();
    server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
  }

  private Future<Map<Partition, Long>> end() {
    asked.incrementAndGet();
    return Future.succeededFuture(grants.end());
  }

  /// How often somebody asked where the log ends.
  int asked() {
    return asked.get();
  }

  HttpResponse<String> credit(String amount, String key) {
    return post("anna", new JsonObject().put("amount", amount).put("key", key).encode());
  }

  HttpResponse<String> post(String account, String body) {
    return send(to(account + "/credits", SECRET).POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> revoke(String body) {
    return revoke(SECRET, body);
  }

  HttpResponse<String> revoke(String secret, String body) {
    return send(at("revocations", secret).POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> clients(String what, String body) {
    return send(at("clients/" + what, SECRET).POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> accounts(String path, String body) {
    return send(to(path, SECRET).POST(BodyPublishers.ofString(body)));
  }

  /// A client registers.
  void register(ClientId client) {
    var registered =
        new ClientRegistered(
            client,
            new ClientName("Claude"),
            List.of(new RedirectUri("https://claude.example/callback")),
            ClientAuthMethod.NONE,
            Optional.empty(),
            List.of("authorization_code"),
            Scope.of("mcp"),
            new Caller("h", "127.0.0.0/24", Optional.empty()));
    var none = Optional.<String>empty();
    log.tell(
        log.seal(
            new Key.OfClient(client),
            new FlowId(0, 1),
            new RequestId(0, 1),
            Optional.empty(),
            none,
            registered));
  }

  /// Every address that asks for something, with its method.
  List<String> paths() {
    return paths;
  }

  /// The cookie of a session that has just begun.
  String session(Role role) {
    return "__Host-ninestep=" + sealed.seal(Session.begin(mint.session(), OLGA, role, log.now()));
  }

  HttpResponse<String> page(String path, String cookie) {
    return send(pages(path, cookie).GET());
  }

  /// Sends a form of the page, with a nonce that was shown in the session.
  HttpResponse<String> form(String path, String cookie, Map<String, String> fields) {
    var all = new TreeMap<>(fields);
    all.put("nonce", nonce(cookie));
    return send(form(path, cookie, encoded(all)));
  }

  HttpRequest.Builder form(String path, String cookie, String body) {
    traffic.said(body);
    return pages(path, cookie)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body));
  }

  static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /// The nonce of the page as it was just shown.
  String nonce(String cookie) {
    var nonce = NONCE.matcher(page("/support/operator", cookie).body());
    if (!nonce.find()) {
      throw new AssertionError("the page has no form");
    }
    return nonce.group(1);
  }

  private HttpRequest.Builder pages(String path, String cookie) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
        .timeout(Duration.ofSeconds(30))
        .header("Accept", "text/html")
        .header("Cookie", cookie);
  }

  JsonObject balance() {
    return new JsonObject(send(to(ANNA + "/balance", SECRET)).body());
  }

  HttpRequest.Builder to(String path, String secret) {
    return at("accounts/" + path, secret);
  }

  private HttpRequest.Builder at(String path, String secret) {
    traffic.said(secret);
    var base = "http://127.0.0.1:" + server.actualPort() + "/operator/api/";
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + secret);
  }

  HttpResponse<String> send(HttpRequest.Builder builder) {
    return traffic.send(http, builder.build());
  }

  Provoked provoked(HttpResponse<String> response) {
    return new Provoked(response, log.facts(), traffic.secrets(), ISSUER);
  }

  @Override
  public Future<Optional<StoredAccount>> findByLogin(String login) {
    return Future.succeededFuture(persons.find(login));
  }

  @Override
  public Future<Optional<StoredAccount>> find(AccountId id) {
    return persons.find(id).map(found -> found.map(Person::account));
  }

  @Override
  public Future<Boolean> create(AccountId account, String login, Role role, PasswordHash password) {
    throw new AssertionError("no operator makes accounts here");
  }

  @Override
  public Future<Boolean> setPassword(AccountId account, PasswordHash password) {
    throw new AssertionError("no operator sets the password of another");
  }

  @Override
  public void close() {
    http.close();
    vertx.close().await();
  }
}
