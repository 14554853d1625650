package dev.ninestep.event;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Step;

/// Whoever is signed in with an account is so no more, in any browser.
///
/// @param account whose sessions
/// @param why what ended them
public record SessionsEnded(AccountId account, EndOfSessions why) implements Event, Event.Ending {

  @Override
  public Step step() {
    return Step.AUTHORIZATION;
  }
}
