package dev.ninestep.event;

import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;

/// An authentic code came from the right client, with a verifier that is not the right one. After a
/// few of these the code is spent, as the order of the log decides.
///
/// @param attempt names this try
/// @param client who tried
/// @param caller who called
public record CodeTried(AttemptId attempt, ClientId client, Caller caller) implements Event {

  @Override
  public Step step() {
    return Step.TOKEN;
  }
}
