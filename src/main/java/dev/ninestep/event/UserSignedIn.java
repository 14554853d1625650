package dev.ninestep.event;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Step;

/// A user proved who they are.
///
/// @param account who
/// @param method how, such as `pwd` (RFC 8176)
/// @param caller who called
public record UserSignedIn(AccountId account, String method, Caller caller) implements Event {

  @Override
  public Step step() {
    return Step.AUTHORIZATION;
  }
}
