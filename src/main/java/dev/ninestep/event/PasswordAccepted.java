package dev.ninestep.event;

import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.Step;

/// A password that was presented was the right one.
///
/// @param attempt the presentation
/// @param login a keyed hash of the name, as in the presentation
/// @param caller who called
public record PasswordAccepted(AttemptId attempt, String login, Caller caller) implements Event {

  @Override
  public Step step() {
    return Step.AUTHORIZATION;
  }
}
