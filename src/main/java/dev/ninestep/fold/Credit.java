package dev.ninestep.fold;

import dev.ninestep.event.AccountCredited;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.CreditKey;

/// A credit that counted.
///
/// @param key what it is called
/// @param amount how much
/// @param attempt the attempt that gave it
public record Credit(CreditKey key, Amount amount, AttemptId attempt) {

  static Credit of(AccountCredited event) {
    return new Credit(event.key(), event.amount(), event.attempt());
  }
}
