package dev.ninestep.step;

import dev.ninestep.exchange.HostCookie;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.Session;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/// What the cookie of a browser proves.
///
/// @param cookie carries the sealed session
/// @param with whom the steps work with
record Browser(HostCookie cookie, Collaborators with) {

  Browser(Issuer issuer, Collaborators with) {
    this(HostCookie.session(issuer), with);
  }

  /// Who is signed in. The session is used by that, and may get a new cookie.
  ///
  /// @param context the request
  /// @return the session, or empty when there is none or it has expired in the log's time, or its
  ///   user has signed out
  Optional<Session> session(RoutingContext context) {
    return cookie
        .read(context)
        .flatMap(with.sealed()::openSession)
        .filter(session -> !session.isOver(with.log().now()))
        .filter(session -> !with.ledger().account(session.account()).hasEnded(session))
        .map(session -> used(context, session));
  }

  private Session used(RoutingContext context, Session session) {
    var now = with.log().now();
    session
        .usedAt(now)
        .ifPresent(used ->
            cookie.write(
                context, with.sealed().seal(used), Duration.between(now, used.expiresAt())));
    return session;
  }

  /// Who is signed in with an account that stands.
  ///
  /// @param context the request
  /// @return the session, or empty when there is none, or its account is suspended
  Optional<Session> standingSession(RoutingContext context) {
    return session(context).filter(session -> with.ledger().account(session.account()).isOpen());
  }
}
