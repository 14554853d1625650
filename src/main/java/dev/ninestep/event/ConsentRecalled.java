package dev.ninestep.event;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;

/// The user allowed exactly this before, so no consent page is shown.
///
/// @param client who asks
/// @param account who allowed it
/// @param scope for what
/// @param resource at which audience
public record ConsentRecalled(ClientId client, AccountId account, Scope scope, ResourceUri resource)
    implements Event {

  @Override
  public Step step() {
    return Step.AUTHORIZATION;
  }
}
