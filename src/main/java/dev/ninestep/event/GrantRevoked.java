package dev.ninestep.event;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;
import java.util.Optional;

/// Somebody ended a grant.
///
/// @param by who
/// @param client the client, where it asked for it
/// @param account the user, where they asked for it
public record GrantRevoked(RevokedBy by, Optional<ClientId> client, Optional<AccountId> account)
    implements Event {

  @Override
  public Step step() {
    return Step.CALL;
  }
}
