package dev.ninestep.gateway;

import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Challenge;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.Scope;
import dev.ninestep.token.DpopProofs;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Answers calls that are not let through, and writes that they were not.
///
/// @param refusals renders
/// @param floods writes
/// @param settings what is guarded
record RefusedCalls(Refusals refusals, Floods floods, GatewaySettings settings) {

  private static final String DPOP = Challenge.dpop(DpopProofs.ALGORITHMS);

  private static final long MOST_LET_FALL = 16L << 20;

  /// Challenges a request that carries no token.
  void challenge(RoutingContext context) {
    floods.challenged(Exchange.of(context), context.request().method().name());
    answer(context, Refusal.TOKEN_MISSING);
  }

  /// Refuses a call of somebody unknown.
  void refuse(RoutingContext context, Refused refused) {
    refuse(context, refused, Optional.empty());
  }

  /// Refuses a call made with a verified token.
  void refuse(RoutingContext context, Refused refused, Optional<AccessToken> token) {
    write(context, refused, token);
    answer(context, refused.refusal());
  }

  /// Refuses a call that came too soon, and says when it may come again.
  void refuse(RoutingContext context, Pace.TooSoon tooSoon, AccessToken token) {
    write(context, tooSoon.refused(), Optional.of(token));
    context.response().putHeader("Retry-After", Long.toString(tooSoon.retryAfter().toSeconds()));
    refusals.writeJson(context, tooSoon.refused().refusal());
    letFall(context.request());
  }

  /// Refuses a call that needs more than its token allows.
  ///
  /// @param needed all that they need
  void refuse(RoutingContext context, Refused refused, AccessToken token, Scope needed) {
    write(context, refused, Optional.of(token));
    challenge(context, refused.refusal(), scopeToAskFor(token, needed));
    letFall(context.request());
  }

  /// Refuses a call that the account cannot pay, and says what is missing and where to top up.
  void refuse(
      RoutingContext context, Till.Hold.Uncovered hold, BillingTerms terms, AccessToken token) {
    write(context, hold.refused(), Optional.of(token));
    var missing = hold.price().minus(hold.balance()).orElse(Amount.MOST);
    var more =
        new JsonObject()
            .put("price", hold.price().toString())
            .put("balance", hold.balance().toString())
            .put("missing", missing.toString())
            .put("currency", terms.currency());
    terms.topUp().ifPresent(url -> more.put("top_up_url", url.toString()));
    LowBalance.link(context.response().headers(), terms);
    refusals.writeJson(context, hold.refused().refusal(), more);
    letFall(context.request());
  }

  /// Writes that a call was cut off whose response had begun.
  void write(RoutingContext context, Refused refused, Optional<AccessToken> token) {
    floods.refused(Exchange.of(context), refused, context.request().method().name(), token);
  }

  private void answer(RoutingContext context, Refusal refusal) {
    if (refusal.mayTravelBy(Face.BEARER)) {
      challenge(context, refusal, settings.resource().byDefault());
    } else {
      refusals.writeJson(context, refusal);
    }
    letFall(context.request());
  }

  private void challenge(RoutingContext context, Refusal refusal, Scope scope) {
    var metadata = settings.resourceMetadata(context.request().path());
    refusals.bearer(
        context, refusal, new Challenge(metadata, scope, schemes(context.request(), refusal)));
  }

  /// The scheme that was tried first, since it carries the error. Whoever tried none is told of
  /// Bearer alone: some clients take the header for one challenge, whatever else stands in it.
  private static List<String> schemes(HttpServerRequest request, Refusal refusal) {
    if (Credentials.isDpop(request)) {
      return List.of(DPOP, Challenge.BEARER);
    }
    return refusal == Refusal.TOKEN_BOUND_TO_KEY
        ? List.of(Challenge.BEARER, DPOP)
        : List.of(Challenge.BEARER);
  }

  /// Everything needed, and what the token has already: many clients ask next time for exactly what
  /// a challenge names, and would lose the rest.
  private Scope scopeToAskFor(AccessToken token, Scope needed) {
    var all = Stream.concat(needed.tokens().stream(), token.scope().tokens().stream());
    return settings.resource().hierarchy().least(Scope.of(all.toList()));
  }

  /// A body nobody wants is read all the same, or the client would never read the answer and its
  /// next request never be seen; one that goes on and on is cut off.
  private static void letFall(HttpServerRequest request) {
    if (!request.isEnded()) {
      var left = new AtomicLong(MOST_LET_FALL);
      request.handler(part -> {
        if (left.addAndGet(-part.length()) < 0) {
          request.connection().close();
        }
      });
      request.resume();
    }
  }
}
