package dev.ninestep.operator;

import dev.ninestep.decision.Hashes;
import dev.ninestep.event.Caller;
import dev.ninestep.exchange.Exchanges;
import dev.ninestep.exchange.Failures;
import dev.ninestep.exchange.Pages;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.log.Partition;
import dev.ninestep.log.VirtualFlowLog;
import dev.ninestep.projection.Accounts;
import dev.ninestep.projection.PasswordHash;
import dev.ninestep.projection.StoredAccount;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.Role;
import dev.ninestep.refusal.Provoked;
import dev.ninestep.refusal.Traffic;
import dev.ninestep.token.Mint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

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

  final VirtualFlowLog log = new VirtualFlowLog();
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
    var mint = new Mint();
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
            new ProjectedGrants(grants, this::end, patience),
            secret.map(Hashes::sha256),
            "EUR")
        .mount(router);
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
    return found(account -> account.login().equals(login));
  }

  @Override
  public Future<Optional<StoredAccount>> find(AccountId id) {
    return found(account -> account.id().equals(id));
  }

  private static Future<Optional<StoredAccount>> found(Predicate<StoredAccount> who) {
    return Future.succeededFuture(ACCOUNTS.stream().filter(who).findFirst());
  }

  @Override
  public Future<Boolean> create(AccountId account, String login, Role role, PasswordHash password) {
    return Future.succeededFuture(false);
  }

  @Override
  public Future<Boolean> setPassword(AccountId account, PasswordHash password) {
    return Future.succeededFuture(false);
  }

  @Override
  public void close() {
    http.close();
    vertx.close().await();
  }
}
