package dev.ninestep.decision;

import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import java.time.Instant;
import java.util.Optional;

/// An operator ends a grant. However often that is sent, it ends once.
///
/// @param client who holds it
/// @param account whose it is
/// @param by who ends it
/// @param reason why, if they say so
public record EndGrant(ClientId client, AccountId account, String by, Optional<String> reason) {

  /// Decides; there is nothing that an operator may not end.
  ///
  /// @return the fact to append
  public GrantRevoked fact() {
    return new GrantRevoked(
        RevokedBy.OPERATOR, Optional.of(client), Optional.of(account), Optional.of(by), reason);
  }

  /// What the state right after the fact means.
  ///
  /// @param after the grant after the fact was folded
  /// @param at the log's time of the fact
  /// @return whether it was this that ended it
  public static boolean hasEnded(Grant after, Instant at) {
    return after instanceof Grant.Revoked s && Standing.isEndedByOperator(s) && s.at().equals(at);
  }
}
