package dev.ninestep.step;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.protocol.AuthorizationRequest;
import dev.ninestep.protocol.Parameters;
import io.vertx.ext.web.RoutingContext;

/// Opens the authorization request that a page's address or form carries, and makes the exchange
/// part of its flow.
///
/// @param with whom the steps work with
record PendingRequests(Collaborators with) {

  /// What a page or form brought.
  sealed interface Opened {

    /// A request that still waits for its user.
    ///
    /// @param request the request
    /// @param text its sealed form
    record Pending(AuthorizationRequest request, String text) implements Opened {}

    /// Nothing that can go on.
    ///
    /// @param refused why
    record Lapsed(Refused refused) implements Opened {}
  }

  /// Opens a request.
  ///
  /// @param context the exchange that joins its flow
  /// @param parameters carry it as `request`
  /// @return the request, or why it cannot go on
  Opened open(RoutingContext context, Parameters parameters) {
    var text = parameters.get("request").orElse("");
    var opened = with.sealed().openRequest(text);
    if (opened.isEmpty()) {
      return lapsed("the request is missing, cut or altered");
    }
    var request = opened.get();
    var exchange = Exchange.of(context);
    exchange.join(request.flow());
    exchange.isAbout(request.client());
    return with.log().now().isAfter(request.expiresAt())
        ? lapsed("expired at " + request.expiresAt())
        : new Opened.Pending(request, text);
  }

  private static Opened lapsed(String why) {
    return new Opened.Lapsed(Refused.of(Refusal.AUTHORIZATION_REQUEST_EXPIRED, why));
  }
}
