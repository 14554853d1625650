package dev.ninestep.step;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Sparingly;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/// Holds up a client that comes to the token endpoint too often, whatever pod it comes to. The log
/// hears of it once a minute, so that no flood reaches it.
///
/// @param settings says how often a client may come
/// @param with whom it works with
/// @param sparingly keeps floods from the log
/// @spec https://www.rfc-editor.org/rfc/rfc6585#section-4 RFC 6585 §4
record TokenThrottle(Settings settings, Collaborators with, Sparingly sparingly) {

  private static final int FAILURES_PER_MINUTE = 10;

  /// Refuses a request in the name of a client by somebody who failed to prove to be it too often.
  ///
  /// @return whether it was refused
  boolean holdsUpImpostor(RoutingContext context, Step step, ClientId client) {
    var caller = Exchange.of(context).caller();
    return holdsUp(
        context,
        step,
        client,
        with.ledger()
            .tokenRequests()
            .waitToProve(client, caller, FAILURES_PER_MINUTE, with.log().now()));
  }

  /// Refuses a request of a client that has to wait.
  ///
  /// @return whether it was refused
  boolean holdsUp(RoutingContext context, Step step, ClientId client) {
    var caller = Exchange.of(context).caller();
    return holdsUp(
        context,
        step,
        client,
        with.ledger()
            .tokenRequests()
            .wait(client, caller, settings.tokens().perMinute(), with.log().now()));
  }

  private boolean holdsUp(RoutingContext context, Step step, ClientId client, Duration wait) {
    if (wait.isZero()) {
      return false;
    }
    Exchange.of(context).isAbout(client);
    context.response().putHeader("Retry-After", Long.toString(wait.toSeconds()));
    if (sparingly.isNews(client.value())) {
      var refused = Refused.of(Refusal.TOKEN_REQUESTS_TOO_MANY, "wait " + wait.toSeconds() + " s");
      with.refusals().json(context, step, refused);
    } else {
      with.refusals().writeJson(context, Refusal.TOKEN_REQUESTS_TOO_MANY);
    }
    return true;
  }
}
