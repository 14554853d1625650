package dev.ninestep.event;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Step;

/// An operator suspended an account: every grant of it is refused until it is reinstated.
///
/// @param account which
/// @param by the operator's account
/// @param reason why, in the operator's words
public record AccountSuspended(AccountId account, String by, String reason)
    implements Event, Event.Ending {

  @Override
  public Step step() {
    return Step.CALL;
  }
}
