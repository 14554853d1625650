package dev.ninestep.event;

import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;

/// A client deleted its own registration; its tokens are refused from here on.
///
/// @param client which
/// @param caller who called
public record ClientDeleted(ClientId client, Caller caller) implements Event {

  @Override
  public Step step() {
    return Step.REGISTRATION;
  }
}
