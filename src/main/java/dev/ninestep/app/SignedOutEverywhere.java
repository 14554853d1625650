package dev.ninestep.app;

import dev.ninestep.event.EndOfSessions;
import dev.ninestep.event.Key;
import dev.ninestep.event.SessionsEnded;
import dev.ninestep.log.StampedEnvelopes;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.token.Mint;
import java.time.InstantSource;
import java.util.Optional;

/// Ends all sessions of an account on every pod, from a command of an operator.
///
/// @param log where every pod reads it
record SignedOutEverywhere(OpenLog log) {

  /// Ends them.
  ///
  /// @param account whose sessions
  /// @param why what ends them
  /// @throws CannotStart when the log does not take it
  void tell(AccountId account, EndOfSessions why) throws CannotStart {
    var mint = new Mint();
    log.append(
        new StampedEnvelopes("/operator/" + PodName.get(), InstantSource.system())
            .seal(
                new Key.OfAccount(account),
                mint.flow(),
                mint.request(),
                Optional.empty(),
                Optional.empty(),
                new SessionsEnded(account, why)));
  }
}
