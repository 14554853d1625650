package dev.ninestep.gateway;

import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Challenge;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.protocol.AccessToken;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Answers calls that are not let through, and writes that they were not.
///
/// @param refusals renders
/// @param floods writes
/// @param challenge what a client without a usable token is told
/// @param stepUp what a client whose token lacks scope is told
record RefusedCalls(Refusals refusals, Floods floods, Challenge challenge, Challenge stepUp) {

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

  /// Writes that a call was cut off whose response had begun.
  void write(RoutingContext context, Refused refused, Optional<AccessToken> token) {
    floods.refused(Exchange.of(context), refused, context.request().method().name(), token);
  }

  private void answer(RoutingContext context, Refusal refusal) {
    if (refusal.mayTravelBy(Face.BEARER)) {
      refusals.bearer(context, refusal, refusal == Refusal.SCOPE_INSUFFICIENT ? stepUp : challenge);
    } else {
      refusals.writeJson(context, refusal);
    }
    letFall(context.request());
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
