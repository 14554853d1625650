package dev.ninestep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.account.Argon2Cost;
import dev.ninestep.account.Credentials;
import dev.ninestep.account.Passwords;
import dev.ninestep.account.Sessions;
import dev.ninestep.account.SignIn;
import dev.ninestep.account.SignInRules;
import dev.ninestep.console.Console;
import dev.ninestep.console.Tails;
import dev.ninestep.contract.RouteContract;
import dev.ninestep.decision.DecideConsent.GrantLifetimes;
import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.decision.RedirectPolicy;
import dev.ninestep.document.ClientDocuments;
import dev.ninestep.document.KeySets;
import dev.ninestep.event.Caller;
import dev.ninestep.exchange.Exchanges;
import dev.ninestep.exchange.Failures;
import dev.ninestep.exchange.Pages;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.exchange.TlsOnly;
import dev.ninestep.exchange.TrustedProxies;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.SignInAttempts.Limits;
import dev.ninestep.gateway.BillingTerms;
import dev.ninestep.gateway.Gateway;
import dev.ninestep.gateway.GatewaySettings;
import dev.ninestep.gateway.Till;
import dev.ninestep.log.LogReader;
import dev.ninestep.log.VirtualFlowLog;
import dev.ninestep.operator.Gate;
import dev.ninestep.operator.LogEnd;
import dev.ninestep.operator.OperatorApi;
import dev.ninestep.operator.OperatorConsole;
import dev.ninestep.operator.ProjectedGrants;
import dev.ninestep.projection.Accounts;
import dev.ninestep.projection.ConnectedApps;
import dev.ninestep.projection.FlowIndex;
import dev.ninestep.projection.FlowViews;
import dev.ninestep.projection.Overviews;
import dev.ninestep.projection.Persons;
import dev.ninestep.projection.StoredGrants;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.settings.ConnectedAppSettings;
import dev.ninestep.step.AfterRefusal;
import dev.ninestep.step.AuthorizationServer;
import dev.ninestep.step.Collaborators;
import dev.ninestep.step.Settings;
import dev.ninestep.step.TokenRules;
import dev.ninestep.token.KeyRing;
import dev.ninestep.trace.Doorkeeper;
import dev.ninestep.trace.Entrance;
import dev.ninestep.trace.SupportApi;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What all roles together mount is what the document says there is.
class RoutesTest {

  private static final Issuer ISSUER = new Issuer("https://auth.example");
  private static final ResourceUri RESOURCE = new ResourceUri("https://auth.example/mcp");
  private static final Scope SCOPE = Scope.of("mcp");

  private final Vertx vertx = Vertx.vertx();
  private final VirtualFlowLog log = new VirtualFlowLog();
  private final Keychain keys = Keychain.of(KeyRing.generate(), ISSUER);
  private final Recorder<Aggregate> recorder = new Recorder<>(log, log);
  private final Refusals refusals = new Refusals(ISSUER, recorder, new Pages(ISSUER));
  private final Sessions sessions =
      new Sessions(keys.sealed(), keys.mint(), log.ledger(), log, ISSUER);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  /// Nobody asks anything here, so nobody need answer.
  private static <T> T silent(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) -> {
              throw new AssertionError(method + " was asked");
            }));
  }

  private Router everything() {
    var exchanges =
        new Exchanges(
            keys.mint()::flow, keys.mint()::request, a -> new Caller("h", a, Optional.empty()));
    var health = new Health();
    var router =
        new Routes(
                exchanges,
                new Failures(refusals, exchanges),
                health,
                new TlsOnly(TrustedProxies.NONE, refusals),
                List.of(this::steps, this::people, this::support, this::operator),
                List.of(gateway()))
            .on(vertx);
    Management.begin(new Teardown()).mount(router, health);
    return router;
  }

  private void steps(Router router) {
    var redirects = new RedirectPolicy(Set.of());
    var lifetimes =
        new GrantLifetimes(Duration.ofSeconds(60), Duration.ofDays(30), Duration.ofDays(365));
    var settings =
        new Settings(
            ISSUER,
            "",
            "Example",
            List.of(new ProtectedResource(RESOURCE, SCOPE, SCOPE)),
            Map.of(),
            redirects,
            201,
            20,
            Duration.ofHours(1),
            Duration.ofMinutes(10),
            lifetimes,
            AfterRefusal.ASK,
            new TokenRules(
                Map.of(), Scope.NONE, Optional.empty(), Optional.empty(), Optional.empty(), 60),
            true);
    new AuthorizationServer(
            settings,
            new Collaborators(
                log.ledger(),
                recorder,
                refusals,
                refusals.pages(),
                keys.sealed(),
                keys.tokens(),
                keys.mint(),
                keys.clientIds(),
                ClientDocuments.of(vertx, redirects, Map.of()),
                KeySets.of(vertx)))
        .mount(router);
  }

  private void people(Router router) {
    var passwords = new Passwords(vertx, Argon2Cost.DEFAULT, Passwords.Capacity.ofThisMachine());
    new SignIn(
            "",
            keys.sealed(),
            keys.mint(),
            log.ledger(),
            recorder,
            refusals,
            new Credentials(silent(Accounts.class), passwords),
            sessions,
            new SignInRules(keys.logins(), new Limits(10, 5, 25, 1_000)))
        .mount(router);
    new ConnectedAppSettings(
            sessions::of,
            keys.sealed(),
            log.ledger(),
            recorder,
            refusals,
            silent(ConnectedApps.class),
            Map.of(),
            "EUR",
            "/sign-in?to=connected-apps")
        .mount(router);
  }

  private void support(Router router) {
    var entrance = new Entrance(silent(Doorkeeper.class), refusals, recorder, "/sign-in?to=");
    new SupportApi(silent(FlowIndex.class), entrance, log::now).mount(router);
    new Console(
            silent(FlowIndex.class),
            silent(FlowViews.class),
            silent(Overviews.class),
            new Tails(() -> silent(LogReader.class), 0, 0),
            entrance,
            log::now,
            "/sign-out")
        .mount(router);
  }

  private void operator(Router router) {
    new OperatorApi(
            silent(Accounts.class),
            log.ledger(),
            recorder,
            refusals,
            keys.mint()::attempt,
            silent(Persons.class),
            new ProjectedGrants(silent(StoredGrants.class), silent(LogEnd.class), Duration.ZERO),
            Optional.empty(),
            "EUR")
        .mount(router);
    new OperatorConsole(
            silent(Gate.class),
            silent(Accounts.class),
            log.ledger(),
            recorder,
            refusals,
            new ProjectedGrants(silent(StoredGrants.class), silent(LogEnd.class), Duration.ZERO),
            keys.sealed(),
            "/sign-in?to=",
            "/sign-out")
        .mount(router);
  }

  private Gateway gateway() {
    var terms = new BillingTerms("EUR", Amount.ZERO, Optional.empty());
    var upstream = URI.create("http://127.0.0.1:9/mcp");
    return new Gateway(
        vertx,
        GatewaySettings.of(new ProtectedResource(RESOURCE, SCOPE, SCOPE), upstream),
        refusals,
        keys.tokens(),
        keys.identity(),
        new Till(recorder, log.ledger()::account, terms, keys.mint().till()),
        keys.sealed(),
        flow -> log.ledger().grant(flow, log.now()),
        log.ledger()::client,
        log.ledger()::account,
        log.ledger().accountCalls());
  }

  @Test
  void everyRouteIsInTheDocument() {
    assertThat(RouteContract.undocumented(everything())).isEmpty();
  }

  @Test
  void everyPathOfTheDocumentIsRouted() {
    assertThat(RouteContract.unrouted(everything())).isEmpty();
  }

  /// (AD-01)
  @Test
  void withAPortOfTheirOwnSupportAndOperatorsAreNotFoundAtEverybodys() {
    var apart = arranged(true);
    assertThat(paths(apart.front()))
        .contains("/token", "/sign-in")
        .noneMatch(RoutesTest::isOfSupport);
    assertThat(paths(apart.apart()))
        .contains("/support", "/support/operator", "/operator/api/revocations", "/sign-in")
        .doesNotContain("/token");
    var together = arranged(false);
    assertThat(together.apart()).isEmpty();
    assertThat(paths(together.front())).contains("/token").anyMatch(RoutesTest::isOfSupport);
  }

  private Parts arranged(boolean isApart) {
    return Parts.arranged(
        isApart,
        Optional.of(this::people),
        Optional.of(router -> {
          support(router);
          operator(router);
        }),
        List.of(this::steps),
        List.of(gateway()));
  }

  private List<String> paths(List<Consumer<Router>> parts) {
    var router = Router.router(vertx);
    parts.forEach(part -> part.accept(router));
    return router.getRoutes().stream().map(route -> String.valueOf(route.getPath())).toList();
  }

  private static boolean isOfSupport(String path) {
    return path.startsWith("/support") || path.startsWith("/operator");
  }

  @Test
  void aRouteTheDocumentDoesNotKnowIsNoticed() {
    var router = everything();
    router.get("/unheard-of").handler(context -> context.end());
    router.put("/token").handler(context -> context.end());
    assertThat(RouteContract.undocumented(router)).containsExactly("GET /unheard-of", "PUT /token");
    assertThat(RouteContract.unrouted(Router.router(vertx))).contains("POST /token", "GET /mcp");
  }
}
