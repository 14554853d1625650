package dev.ninestep.event;

import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;
import java.time.Instant;

/// An authentic code came with the right verifier, from the right client. Whether it buys tokens is
/// what the order of the log decides.
///
/// @param attempt names this presentation
/// @param client who presented it
/// @param voidAfter the log time after which this fact changes nothing, since its request has been
///   answered 503 by then
/// @param caller who called
public record CodePresented(AttemptId attempt, ClientId client, Instant voidAfter, Caller caller)
    implements Event {

  @Override
  public Step step() {
    return Step.TOKEN;
  }
}
