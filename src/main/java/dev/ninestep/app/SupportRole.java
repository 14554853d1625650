package dev.ninestep.app;

import dev.ninestep.account.Sessions;
import dev.ninestep.app.configuration.Configuration.Resource;
import dev.ninestep.console.Console;
import dev.ninestep.console.Tails;
import dev.ninestep.decision.AdmitCall;
import dev.ninestep.decision.HoldScope;
import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.event.Key;
import dev.ninestep.fold.Grant;
import dev.ninestep.operator.OperatorApi;
import dev.ninestep.operator.OperatorConsole;
import dev.ninestep.operator.ProjectedGrants;
import dev.ninestep.operator.RecentOperators;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Session;
import dev.ninestep.token.Verification;
import dev.ninestep.trace.Doorkeeper;
import dev.ninestep.trace.Entrance;
import dev.ninestep.trace.SupportApi;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// What the support team uses, for those who may: a token with the scope `support`, or a session of
/// the support role in which somebody has signed in lately.
///
/// @param foundation what it stands on
/// @param sessions knows who is signed in
/// @param tails what they watch live
record SupportRole(Foundation foundation, Sessions sessions, Tails tails) implements Doorkeeper {

  private static final Scope SUPPORT = Scope.of("support");
  private static final String BEARER = "Bearer ";
  private static final Duration PROJECTED_WITHIN = Duration.ofSeconds(10);

  void mount(Router router) {
    var prefix = foundation.configuration().http().prefix();
    var index = foundation.projection().flows();
    var _ = foundation.projection().expectSearches(); // whoever searches hears it when that fails
    var entrance =
        new Entrance(this, foundation.refusals(), foundation.recorder(), prefix + "/sign-in?to=");
    new SupportApi(index, entrance, foundation.log()::now).mount(router);
    new Console(
            index,
            foundation.projection().views(),
            foundation.projection().overviews(),
            tails,
            entrance,
            foundation.log()::now,
            prefix + "/sign-out")
        .mount(router);
    operators(prefix).mount(router);
    services().mount(router);
  }

  private OperatorConsole operators(String prefix) {
    return new OperatorConsole(
        new RecentOperators(
            sessions::of, foundation.log()::now, foundation.configuration().signIn().operatorAge()),
        foundation.projection().accounts(),
        foundation.ledger(),
        foundation.recorder(),
        foundation.refusals(),
        grants(),
        foundation.keys().sealed(),
        prefix + "/sign-in?to=",
        prefix + "/sign-out");
  }

  /// What the operator's own services do; a secret of theirs opens, and nothing here.
  private OperatorApi services() {
    var billing = foundation.configuration().billing();
    return new OperatorApi(
        foundation.projection().accounts(),
        foundation.ledger(),
        foundation.recorder(),
        foundation.refusals(),
        foundation.keys().mint()::attempt,
        foundation.projection().persons(),
        grants(),
        billing.operatorSecretHash(),
        billing.currency());
  }

  private ProjectedGrants grants() {
    return new ProjectedGrants(
        foundation.projection().grants(),
        foundation.openLog().end(foundation.vertx()),
        PROJECTED_WITHIN);
  }

  @Override
  public Future<Verdict> look(RoutingContext context) {
    return look(context, sessions::of);
  }

  @Override
  public Future<Verdict> lookAgain(RoutingContext context) {
    return look(context, sessions::unused);
  }

  private Future<Verdict> look(
      RoutingContext context, Function<RoutingContext, Optional<Session>> known) {
    var authorization = context.request().getHeader("Authorization");
    if (authorization == null) {
      return Future.succeededFuture(
          known.apply(context).map(this::judged).orElseGet(Verdict.Unknown::new));
    }
    return authorization.startsWith(BEARER)
            && foundation.keys().tokens().verify(authorization.substring(BEARER.length()))
                instanceof Verification.Verified(var token)
        ? admitted(token)
        : Future.succeededFuture(new Verdict.Refused());
  }

  /// Who signed in long ago is asked again, for whoever sits there now may be somebody else.
  private Verdict judged(Session session) {
    if (!session.role().includes(Role.SUPPORT)) {
      return new Verdict.Refused();
    }
    var freshUntil = session.signedInAt().plus(foundation.configuration().signIn().supportAge());
    return foundation.log().now().isBefore(freshUntil)
        ? new Verdict.Welcome(session.account(), session.role().includes(Role.OPERATOR))
        : new Verdict.Unknown();
  }

  /// A grant that is unknown may only not have been read yet.
  private Future<Verdict> admitted(AccessToken token) {
    return grant(token) instanceof Grant.None
        ? foundation.log().barrier(new Key.OfFlow(token.flow())).map(_ -> judged(token))
        : Future.succeededFuture(judged(token));
  }

  private Verdict judged(AccessToken token) {
    var call = new AdmitCall(token, token.resource(), Optional.empty(), foundation.log().now());
    var ledger = foundation.ledger();
    return call.decide(grant(token), ledger.client(token.client()), ledger.account(token.account()))
            .or(() -> new HoldScope(meaning(token), SUPPORT).decide())
            .isEmpty()
        ? new Verdict.Welcome(token.account())
        : new Verdict.Refused();
  }

  /// All that the scope of a token implies at its resource.
  private Scope meaning(AccessToken token) {
    var resources =
        foundation.configuration().resources().stream().map(Resource::resource).toList();
    return ProtectedResource.hierarchy(token.resource(), resources).meaning(token.scope());
  }

  private Grant grant(AccessToken token) {
    return foundation.ledger().grant(token.flow(), foundation.log().now());
  }
}
