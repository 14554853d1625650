package dev.ninestep.event;

import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;

/// The refresh token that was rotated last came again within the reuse interval, and was answered
/// with the same successor.
///
/// @param attempt the presentation that repeated
/// @param client who repeated
/// @param generation the generation that was presented again
/// @param count how often that has happened since it was rotated, this time included
public record RefreshRepeated(AttemptId attempt, ClientId client, int generation, int count)
    implements Event {

  @Override
  public Step step() {
    return Step.REFRESH;
  }
}
