package dev.ninestep.event;

import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.Step;

/// Somebody typed a name and a password, and the password is to be checked. Whether it may be, so
/// soon after those before it, is what the order of the log decides.
///
/// @param attempt names this presentation
/// @param login a keyed hash of the name, whether or not an account has it: what it is kept under
/// @param caller who called
public record PasswordPresented(AttemptId attempt, String login, Caller caller) implements Event {

  @Override
  public Step step() {
    return Step.AUTHORIZATION;
  }
}
