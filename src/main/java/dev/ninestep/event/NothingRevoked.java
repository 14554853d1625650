package dev.ninestep.event;

import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;

/// A client asked to revoke what is no token of this server, or none any more. It is answered as if
/// it had been, since what it asked for is so.
///
/// @param client who asked
/// @param caller who called
public record NothingRevoked(ClientId client, Caller caller) implements Event {

  @Override
  public Step step() {
    return Step.CALL;
  }
}
