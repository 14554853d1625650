package dev.ninestep.event;

import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;

/// An operator let a client in again that had been deactivated.
///
/// @param client which
/// @param by who did it
public record ClientActivated(ClientId client, String by) implements Event {

  @Override
  public Step step() {
    return Step.REGISTRATION;
  }
}
