package dev.ninestep.account;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.RequestParameters;
import dev.ninestep.log.FlowLog;
import dev.ninestep.protocol.AuthorizationRequest;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.token.SealedValues;
import io.vertx.ext.web.RoutingContext;

/// Reads from the query of the sign-in page where somebody wants to get.
///
/// @param sealed opens authorization requests
/// @param log tells the time
record Arrivals(SealedValues sealed, FlowLog<?> log) {

  /// Somebody comes to the sign-in page.
  sealed interface Arrival {

    /// It is known where to.
    ///
    /// @param destination where to
    record On(Destination destination) implements Arrival {}

    /// It is not.
    ///
    /// @param refused why
    record Astray(Refused refused) implements Arrival {}
  }

  /// Reads the query. An authorization request that opens makes the exchange part of its flow, even
  /// if it has lapsed.
  Arrival arrival(RoutingContext context) {
    return RequestParameters.ofQuery(context)
        .map(query -> arrival(query, Exchange.of(context)))
        .orElseGet(() -> new Arrival.Astray(Refused.of(Refusal.REQUEST_MALFORMED, "query")));
  }

  private Arrival arrival(Parameters query, Exchange exchange) {
    var repeated = query.repeated();
    if (repeated.isPresent()) {
      return new Arrival.Astray(Refused.of(Refusal.PARAMETER_REPEATED, repeated.get()));
    }
    return query
        .get("request")
        .map(text -> onRequest(text, exchange))
        .orElseGet(() ->
            query
                .get("to")
                .flatMap(Destination::named)
                .<Arrival>map(Arrival.On::new)
                .orElseGet(() -> lapsed("the address names no request")));
  }

  private Arrival onRequest(String text, Exchange exchange) {
    var opened = sealed.openRequest(text);
    opened.ifPresent(request -> {
      exchange.join(request.flow());
      exchange.isAbout(request.client());
    });
    return opened
        .map(request -> stillOpen(request, text))
        .orElseGet(() -> lapsed("the request in the address does not open"));
  }

  private Arrival stillOpen(AuthorizationRequest request, String text) {
    return log.now().isAfter(request.expiresAt())
        ? lapsed("expired at " + request.expiresAt())
        : new Arrival.On(new Destination.Consent(request, text));
  }

  private static Arrival lapsed(String why) {
    return new Arrival.Astray(Refused.of(Refusal.AUTHORIZATION_REQUEST_EXPIRED, why));
  }
}
