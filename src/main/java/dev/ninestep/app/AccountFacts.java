package dev.ninestep.app;

import dev.ninestep.event.Event;
import dev.ninestep.event.Key;
import dev.ninestep.log.StampedEnvelopes;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.token.Mint;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What an operator decides about accounts, written where every pod reads it.
///
/// @param log where that is
record AccountFacts(OpenLog log) {

  /// Writes a fact about an account, and waits until the log has it.
  ///
  /// @param account which account
  /// @param event what was decided
  /// @throws CannotStart when the log does not take it
  void tell(AccountId account, Event event) throws CannotStart {
    var mint = new Mint();
    log.append(
        List.of(
            envelopes()
                .seal(
                    new Key.OfAccount(account),
                    mint.flow(),
                    mint.request(),
                    Optional.empty(),
                    Optional.empty(),
                    event)));
  }

  /// For what is written where no pod serves.
  static StampedEnvelopes envelopes() {
    return new StampedEnvelopes("/operator/" + PodName.get(), InstantSource.system());
  }
}
