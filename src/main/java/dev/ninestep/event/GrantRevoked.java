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
/// @param operator who it was of the operators, where one did
/// @param reason why, in the operator's words, if there are any
public record GrantRevoked(
    RevokedBy by,
    Optional<ClientId> client,
    Optional<AccountId> account,
    Optional<String> operator,
    Optional<String> reason)
    implements Event, Event.Ending {

  /// It was no operator.
  ///
  /// @param by who
  /// @param client the client, where it asked for it
  /// @param account the user, where they asked for it
  public GrantRevoked(RevokedBy by, Optional<ClientId> client, Optional<AccountId> account) {
    this(by, client, account, Optional.empty(), Optional.empty());
  }

  @Override
  public Step step() {
    return Step.CALL;
  }
}
