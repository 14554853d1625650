package dev.ninestep.event;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.CreditKey;
import dev.ninestep.protocol.Step;

/// Somebody was to be given money. It counts unless the account has been given something under the
/// same key before.
///
/// @param account who
/// @param amount how much
/// @param key what the credit is called, so that it counts once
/// @param attempt names this attempt to give it
/// @param by who gives it, an operator or a service of theirs
public record AccountCredited(
    AccountId account, Amount amount, CreditKey key, AttemptId attempt, String by)
    implements Event {

  @Override
  public Step step() {
    return Step.CALL;
  }
}
