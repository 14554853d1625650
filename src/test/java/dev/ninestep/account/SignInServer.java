package dev.ninestep.account;

import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Key;
import dev.ninestep.exchange.Assets;
import dev.ninestep.exchange.Exchanges;
import dev.ninestep.exchange.Failures;
import dev.ninestep.exchange.Pages;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.exchange.TrustedProxies;
import dev.ninestep.fold.SignInAttempts.Limits;
import dev.ninestep.log.VirtualFlowLog;
import dev.ninestep.protocol.AddressBlock;
import dev.ninestep.protocol.AuthorizationRequest;
import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ClientName;
import dev.ninestep.protocol.CodeChallenge;
import dev.ninestep.protocol.Interaction;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Scope;
import dev.ninestep.refusal.Provoked;
import dev.ninestep.refusal.Traffic;
import dev.ninestep.token.AddressHash;
import dev.ninestep.token.KeyRing;
import dev.ninestep.token.LoginHash;
import dev.ninestep.token.Mint;
import dev.ninestep.token.SealedValues;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The sign-in of one issuer on a real server, with a log and accounts in memory.
final class SignInServer implements AutoCloseable {

  static final Issuer ON_LOOPBACK = new Issuer("http://localhost:8080");
  static final Issuer OVER_TLS = new Issuer("https://auth.example");
  static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);

  private static final Caller NOBODY = new Caller("h", "127.0.0.0/24", Optional.empty());

  private static final AddressBlock LOOPBACK = AddressBlock.parse("127.0.0.1").orElseThrow();

  final Vertx vertx = Vertx.vertx();
  final VirtualFlowLog log = new VirtualFlowLog();
  final RememberedAccounts accounts = new RememberedAccounts();
  final KeyRing keys = KeyRing.generate();
  final SealedValues sealed = new SealedValues(keys);
  private final AddressHash addresses = new AddressHash(keys);
  final Mint mint = new Mint();
  final Passwords passwords;
  final Sessions sessions;
  private final Traffic traffic = new Traffic();
  private final Issuer issuer;
  private final HttpServer server;

  /// As an operator has it who has not decided otherwise.
  static final Limits LIMITS = new Limits(10, 5, 25, 1_000);

  SignInServer(Issuer issuer, String prefix, Passwords.Capacity capacity, int port) {
    this(issuer, prefix, capacity, port, LIMITS);
  }

  SignInServer(Issuer issuer, String prefix, Passwords.Capacity capacity, int port, Limits limits) {
    this.issuer = issuer;
    passwords = new Passwords(vertx, CHEAP, capacity);
    sessions = new Sessions(sealed, mint, log.ledger(), log, issuer);
    var recorder = new Recorder<>(log, log);
    var refusals = new Refusals(issuer, recorder, new Pages(issuer));
    var router = Router.router(vertx);
    var exchanges =
        new Exchanges(
            mint::flow, mint::request, this::caller, new TrustedProxies(Set.of(LOOPBACK)));
    router.route().handler(exchanges);
    new Failures(refusals, exchanges).mount(router);
    Assets.mount(router);
    new SignIn(
            prefix,
            sealed,
            mint,
            log.ledger(),
            recorder,
            refusals,
            new Credentials(accounts, passwords),
            sessions,
            new SignInRules(new LoginHash(keys), limits))
        .mount(router);
    router
        .get("/who")
        .handler(c -> c.end(sessions.of(c).map(s -> s.account().toString()).orElse("nobody")));
    var options = new HttpServerOptions().setMaxInitialLineLength(16 * 1024);
    server =
        await(vertx.createHttpServer(options).requestHandler(router).listen(port, "127.0.0.1"));
  }

  private Caller caller(String address) {
    var known = addresses.of(address);
    return new Caller(known.hash(), known.network(), Optional.empty());
  }

  /// One with two threads for passwords and a queue of 64, on a free port.
  static SignInServer of(Issuer issuer, String prefix) {
    return new SignInServer(issuer, prefix, new Passwords.Capacity(2, 64), 0);
  }

  TestBrowser browser() {
    return new TestBrowser("http://127.0.0.1:" + server.actualPort(), traffic);
  }

  /// What an answer that refuses was told beside the user.
  Provoked provoked(HttpResponse<String> response) {
    return new Provoked(response, log.facts(), traffic.secrets(), issuer);
  }

  /// Puts an account where sign-in finds it.
  Ensured account(String login, String password, Role role) {
    var setup = new AccountSetup(new Credentials(accounts, passwords), mint);
    return await(setup.ensure(new Login(login), role, Password.parse(password)));
  }

  /// An authorization request of a client that is known as Claude.
  AuthorizationRequest request() {
    var client = mint.client();
    var redirect = new RedirectUri("https://claude.ai/api/mcp/auth_callback");
    register(client, "Claude", redirect);
    return request(client, redirect);
  }

  AuthorizationRequest request(ClientId client, RedirectUri redirect) {
    return request(client, redirect, "state");
  }

  AuthorizationRequest request(ClientId client, RedirectUri redirect, String state) {
    return request(client, redirect, state, Interaction.NONE);
  }

  AuthorizationRequest request(
      ClientId client, RedirectUri redirect, String state, Interaction interaction) {
    return new AuthorizationRequest(
        mint.flow(),
        client,
        redirect,
        Optional.of(state),
        CodeChallenge.parse("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM").orElseThrow(),
        Scope.parse("mcp:tools").orElseThrow(),
        ResourceUri.parse("https://auth.example/mcp").orElseThrow(),
        interaction,
        log.now().plus(Duration.ofHours(1)));
  }

  void register(ClientId client, String name, RedirectUri redirect) {
    var registered =
        new ClientRegistered(
            client,
            new ClientName(name),
            List.of(redirect),
            ClientAuthMethod.NONE,
            Optional.empty(),
            List.of("authorization_code", "refresh_token"),
            Scope.NONE,
            NOBODY);
    log.tell(
        log.seal(
            new Key.OfClient(client),
            mint.flow(),
            mint.request(),
            Optional.of(client),
            Optional.empty(),
            registered));
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    passwords.close();
    await(vertx.close());
  }
}
