package dev.ninestep.trace;

import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.CallRefused;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.ConsentDenied;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.ConsentRecalled;
import dev.ninestep.event.ConsentShown;
import dev.ninestep.event.Event;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.IdentityAsserted;
import dev.ninestep.event.Logged;
import dev.ninestep.event.UserSignedIn;
import dev.ninestep.protocol.AccountId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tells whose a flow is.
final class Accounts {

  private Accounts() {}

  /// Everybody for whom something was done in a flow, in the order in which they came.
  ///
  /// @param own the flow's own records
  static Set<AccountId> of(List<Logged> own) {
    var accounts = new LinkedHashSet<AccountId>();
    for (var record : own) {
      if (record instanceof Logged.Known known) {
        of(known.fact().event()).ifPresent(accounts::add);
      }
    }
    return accounts;
  }

  private static Optional<AccountId> of(Event event) {
    return switch (event) {
      case UserSignedIn e -> Optional.of(e.account());
      case ConsentShown e -> Optional.of(e.account());
      case ConsentRecalled e -> Optional.of(e.account());
      case ConsentGranted e -> Optional.of(e.account());
      case ConsentDenied e -> Optional.of(e.account());
      case IdentityAsserted e -> Optional.of(e.account());
      case CallAdmitted e -> Optional.of(e.account());
      case CallsMetered e -> Optional.of(e.account());
      case CallRefused e -> e.account();
      case GrantRevoked e -> e.account();
      case Event _ -> Optional.empty();
    };
  }
}
