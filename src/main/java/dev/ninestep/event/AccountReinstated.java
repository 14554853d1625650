package dev.ninestep.event;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Step;

/// An operator lifted a suspension.
///
/// @param account which
/// @param by the operator's account
public record AccountReinstated(AccountId account, String by) implements Event {

  @Override
  public Step step() {
    return Step.CALL;
  }
}
