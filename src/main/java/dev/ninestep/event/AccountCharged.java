package dev.ninestep.event;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.Step;
import dev.ninestep.protocol.TillId;

/// One pod has let calls through that cost an account something. It says what the pod had charged
/// the account before and what came to it, so whoever has heard of a part of it already counts the
/// rest alone.
///
/// @param account who pays, for calls of whichever app
/// @param till the pod, in this life of it
/// @param before what it had charged the account in all, as far as it had read that back
/// @param amount what came to it since; for which calls, the metered ones say
public record AccountCharged(AccountId account, TillId till, Amount before, Amount amount)
    implements Event {

  @Override
  public Step step() {
    return Step.CALL;
  }
}
