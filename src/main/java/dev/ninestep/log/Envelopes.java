package dev.ninestep.log;

import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import java.util.Optional;

/// Puts events into envelopes: the one place where a fact gets its id, its writer and its writer's
/// time.
public interface Envelopes {

  /// Puts an event into an envelope.
  ///
  /// @param key what the fact is about
  /// @param flow the correlation id
  /// @param request the HTTP exchange that caused it
  /// @param client the client it is about, if one is known
  /// @param traceparent the caller's own trace, if it sent one
  /// @param event what happened
  /// @return the fact, ready to append
  Fact seal(
      Key key,
      FlowId flow,
      RequestId request,
      Optional<ClientId> client,
      Optional<String> traceparent,
      Event event);

  /// Puts an event into the envelope of the fact it follows from.
  ///
  /// @param cause the earlier fact
  /// @param event what happened then
  /// @return a fact of the same aggregate, flow and exchange
  default Fact following(Fact cause, Event event) {
    return seal(
        cause.key(), cause.flow(), cause.request(), cause.client(), cause.traceparent(), event);
  }
}
