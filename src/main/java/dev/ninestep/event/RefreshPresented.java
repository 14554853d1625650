package dev.ninestep.event;

import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;
import java.time.Instant;

/// An authentic refresh token came from the right client. Whether it is the latest of its line is
/// what the order of the log decides.
///
/// @param attempt names this presentation
/// @param client who presented it
/// @param generation the token's place in its line
/// @param voidAfter the log time after which this fact changes nothing, since its request has been
///   answered 503 by then
/// @param caller who called
public record RefreshPresented(
    AttemptId attempt, ClientId client, int generation, Instant voidAfter, Caller caller)
    implements Event {

  @Override
  public Step step() {
    return Step.REFRESH;
  }
}
