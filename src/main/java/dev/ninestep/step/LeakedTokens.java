package dev.ninestep.step;

import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.RequestParameters;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.RefreshToken;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// Ends the grant of a refresh token that comes in a URL: the logs of every proxy on the way, and
/// the history of whoever typed it, have it now. The request goes on, to be refused for where it
/// put the token.
///
/// @param with whom it works with
/// @spec https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1-15#section-2.4.1 OAuth 2.1
///   §2.4.1
record LeakedTokens(Collaborators with) implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext context) {
    leaked(context)
        .filter(token -> !isRevoked(token))
        .ifPresentOrElse(token -> revoke(context, token), context::next);
  }

  private Optional<RefreshToken> leaked(RoutingContext context) {
    return context.request().query() == null
        ? Optional.empty()
        : RequestParameters.ofQuery(context).stream()
            .flatMap(query -> query.all("refresh_token").stream())
            .flatMap(text -> with.sealed().openRefreshToken(text).stream())
            .findFirst();
  }

  private boolean isRevoked(RefreshToken token) {
    return with.ledger().grant(token.flow(), with.log().now()) instanceof Grant.Revoked;
  }

  private void revoke(RoutingContext context, RefreshToken token) {
    var exchange = Exchange.of(context);
    exchange.join(token.flow());
    var event =
        new GrantRevoked(
            RevokedBy.SERVER, Optional.of(token.client()), Optional.of(token.account()));
    context.request().pause();
    with.recorder()
        .ask(exchange, event, (after, _) -> after)
        .onComplete(_ -> {
          context.request().resume();
          context.next();
        });
  }
}
