package dev.ninestep.app;

import dev.ninestep.account.Sessions;
import dev.ninestep.decision.AdmitCall;
import dev.ninestep.event.Key;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Scope;
import dev.ninestep.token.Verification;
import dev.ninestep.trace.Doorkeeper;
import dev.ninestep.trace.SupportApi;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// The story of a flow, for those who may hear it: a token with the scope `support`, or a session
/// of the support role.
///
/// @param foundation what it stands on
/// @param sessions knows who is signed in
record SupportRole(Foundation foundation, Sessions sessions) implements Doorkeeper {

  private static final Scope SUPPORT = Scope.of("support");
  private static final String BEARER = "Bearer ";

  static SupportApi of(Foundation foundation, Sessions sessions) {
    return new SupportApi(
        foundation.projection().flows(),
        new SupportRole(foundation, sessions),
        foundation.refusals(),
        foundation.pages(),
        foundation.log()::now,
        foundation.configuration().http().prefix() + "/sign-in?to=support");
  }

  @Override
  public Future<Verdict> look(RoutingContext context) {
    var authorization = context.request().getHeader("Authorization");
    if (authorization == null) {
      return Future.succeededFuture(
          sessions
              .of(context)
              .map(session -> session.role() == Role.SUPPORT ? Verdict.WELCOME : Verdict.REFUSED)
              .orElse(Verdict.UNKNOWN));
    }
    return authorization.startsWith(BEARER)
            && foundation.keys().tokens().verify(authorization.substring(BEARER.length()))
                instanceof Verification.Verified(var token)
        ? admitted(token)
        : Future.succeededFuture(Verdict.REFUSED);
  }

  /// A grant that is unknown may only not have been read yet.
  private Future<Verdict> admitted(AccessToken token) {
    return grant(token) instanceof Grant.None
        ? foundation.log().barrier(new Key.OfFlow(token.flow())).map(_ -> judged(token))
        : Future.succeededFuture(judged(token));
  }

  private Verdict judged(AccessToken token) {
    var call =
        new AdmitCall(token, token.resource(), SUPPORT, Optional.empty(), foundation.log().now());
    var ledger = foundation.ledger();
    return call.decide(grant(token), ledger.client(token.client()), ledger.account(token.account()))
            .isEmpty()
        ? Verdict.WELCOME
        : Verdict.REFUSED;
  }

  private Grant grant(AccessToken token) {
    return foundation.ledger().grant(token.flow(), foundation.log().now());
  }
}
