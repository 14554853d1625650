package dev.ninestep.exchange;

import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import java.util.Optional;
import java.util.UUID;

/// What the envelope of a fact takes from the exchange it happened in. A fact that is written later
/// is kept under this and not under its exchange, which holds on to the whole request.
///
/// @param flow the flow it belongs to
/// @param request the exchange
/// @param client the client it names, if it names one
/// @param traceparent the caller's own trace, if there is one
public record Heading(
    FlowId flow, RequestId request, Optional<ClientId> client, Optional<String> traceparent) {

  /// That of an exchange as it stands.
  ///
  /// @param exchange the exchange
  /// @return its heading
  public static Heading of(Exchange exchange) {
    return new Heading(
        exchange.flow(), exchange.request(), exchange.client(), exchange.traceparent());
  }

  /// One of its own, for a fact about many exchanges that have nothing in common.
  ///
  /// @return a heading of no exchange
  public static Heading ofNone() {
    var flow = UUID.randomUUID(); // a name and no secret
    var request = UUID.randomUUID();
    return new Heading(
        new FlowId(flow.getMostSignificantBits(), flow.getLeastSignificantBits()),
        new RequestId(request.getMostSignificantBits(), request.getLeastSignificantBits()),
        Optional.empty(),
        Optional.empty());
  }

  /// The same, about a client or none.
  Heading about(Optional<ClientId> one) {
    return new Heading(flow, request, one, traceparent);
  }
}
