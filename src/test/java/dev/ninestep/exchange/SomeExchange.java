package dev.ninestep.exchange;

import dev.ninestep.event.Caller;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import java.util.Optional;

/// Exchanges for tests without a server.
public final class SomeExchange {

  private SomeExchange() {}

  /// An exchange of a flow.
  public static Exchange of(FlowId flow) {
    return of(flow, "hash");
  }

  /// An exchange of a flow, from an address.
  static Exchange of(FlowId flow, String address) {
    var caller = new Caller(address, "127.0.0.0/24", Optional.empty());
    return new Exchange(new Told(flow, new RequestId(flow.high(), 1), caller, Optional.empty()));
  }

  private record Told(FlowId flow, RequestId request, Caller caller, Optional<String> traceparent)
      implements Exchange.Origin {}
}
