package dev.ninestep.event;

import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;

/// A client has won tokens for the first time. From here on its registration is kept; one that is
/// never used is forgotten.
///
/// @param client which
public record ClientUsed(ClientId client) implements Event {

  @Override
  public Step step() {
    return Step.TOKEN;
  }
}
