package dev.ninestep.event;

import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;

/// A client that nobody has let in yet sent a user here, so it is not to be forgotten under their
/// hands. Told at most once an hour.
///
/// @param client which
public record ClientSeen(ClientId client) implements Event {

  @Override
  public Step step() {
    return Step.AUTHORIZATION;
  }
}
