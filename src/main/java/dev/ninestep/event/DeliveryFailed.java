package dev.ninestep.event;

import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.Step;

/// The answer that a presentation won is known not to have left. The same code or generation may be
/// presented once more: undelivered is not reused.
///
/// @param attempt the presentation whose answer was lost
/// @param failure how it was lost
public record DeliveryFailed(AttemptId attempt, DeliveryFailure failure) implements Event {

  @Override
  public Step step() {
    return Step.TOKEN;
  }
}
