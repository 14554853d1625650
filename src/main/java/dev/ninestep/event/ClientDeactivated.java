package dev.ninestep.event;

import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;

/// An operator deactivated a client: nothing is let in under its id until it is activated again.
///
/// @param client which
/// @param by who did it
/// @param reason why, in the operator's words
public record ClientDeactivated(ClientId client, String by, String reason)
    implements Event, Event.Ending {

  @Override
  public Step step() {
    return Step.REGISTRATION;
  }
}
