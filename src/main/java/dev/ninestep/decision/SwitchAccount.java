package dev.ninestep.decision;

import dev.ninestep.event.AccountReinstated;
import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.Event;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.Account;
import dev.ninestep.protocol.AccountId;
import java.util.Optional;

/// An operator suspends an account, or reinstates it. To do so twice is to do it once.
///
/// @param account which
/// @param by who does it
/// @param reason why it is suspended; empty when it is reinstated
public record SwitchAccount(AccountId account, String by, Optional<String> reason) {

  /// What is decided, however the account stands.
  ///
  /// @return the fact to append
  public Event fact() {
    return reason
        .<Event>map(why -> new AccountSuspended(account, by, why))
        .orElseGet(() -> new AccountReinstated(account, by));
  }

  /// What the state right after the fact means.
  ///
  /// @param after the account after the fact was folded
  /// @return why it is not as it should be, or empty when it is
  public Optional<Refused> outcome(Account after) {
    return switch (after) {
      case Account.Open _, Account.Suspended _ -> Optional.empty();
      case Account.Closed _ -> Optional.of(Refused.of(Refusal.GRANT_UNREADABLE));
    };
  }
}
