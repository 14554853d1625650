package dev.ninestep.event;

import dev.ninestep.protocol.Step;

/// An authentic refresh token was ahead of the fold: the log has lost its last acknowledged
/// records. The grant healed to it; the operator must look at the brokers.
///
/// @param presented the generation the token carries
/// @param known the generation the log knew
public record TailLost(int presented, int known) implements Event {

  @Override
  public Step step() {
    return Step.REFRESH;
  }
}
