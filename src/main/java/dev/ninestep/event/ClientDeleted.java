package dev.ninestep.event;

import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;

/// A client deleted its own registration; its tokens are refused from here on: by the token
/// endpoint, the gateway and introspection, each as soon as it has read this.
///
/// @param client which
/// @param caller who called
public record ClientDeleted(ClientId client, Caller caller) implements Event, Event.Ending {

  @Override
  public Step step() {
    return Step.REGISTRATION;
  }
}
