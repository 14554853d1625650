package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.AccountCredited;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Credit;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.CreditKey;
import java.util.List;

/// An operator gives an account money. However often it is sent, it counts once under its key.
///
/// @param account who gets it
/// @param amount how much
/// @param key what the credit is called
/// @param attempt names this attempt
/// @param by who gives it
public record CreditAccount(
    AccountId account, Amount amount, CreditKey key, AttemptId attempt, String by) {

  private static final List<Rule<CreditAccount>> RULES =
      List.of(
          refuse(
              Refusal.CREDIT_NOT_FIT,
              c -> !c.amount.isPositive(),
              _ -> Evidence.of("amount: it is not more than nothing")));

  /// What came of it.
  public sealed interface Outcome {

    /// The account has it.
    ///
    /// @param balance what the account has now
    record Given(Amount balance) implements Outcome {}

    /// The account had it already.
    ///
    /// @param balance what the account has now
    record GivenBefore(Amount balance) implements Outcome {}

    /// The account has not got it.
    ///
    /// @param refused why
    record NotGiven(Refused refused) implements Outcome {}
  }

  /// Decides before the log has spoken.
  ///
  /// @return the fact to append, or the first rule broken
  public Decision decide() {
    return Rule.firstBroken(RULES, this)
        .<Decision>map(Decision.Refuse::new)
        .orElseGet(
            () -> new Decision.Append(new AccountCredited(account, amount, key, attempt, by)));
  }

  /// What the state right after the fact means.
  ///
  /// @param after the account after the fact was folded
  /// @return what came of it
  public Outcome outcome(Account after) {
    if (after instanceof Account.Closed) {
      return new Outcome.NotGiven(Refused.of(Refusal.GRANT_UNREADABLE));
    }
    var purse = after.purse();
    return purse
        .credit(key)
        .map(counted -> outcome(counted, purse.balance()))
        .orElseGet(
            () -> notGiven(Refusal.CREDIT_NOT_FIT, Evidence.of("amount: no balance is as much")));
  }

  private Outcome outcome(Credit counted, Amount balance) {
    if (counted.attempt().equals(attempt)) {
      return new Outcome.Given(balance);
    }
    return counted.amount().equals(amount)
        ? new Outcome.GivenBefore(balance)
        : notGiven(
            Refusal.CREDIT_KEY_TAKEN,
            Evidence.difference(amount.toString(), counted.amount().toString()));
  }

  private static Outcome notGiven(Refusal refusal, Evidence evidence) {
    return new Outcome.NotGiven(new Refused(refusal, evidence));
  }
}
