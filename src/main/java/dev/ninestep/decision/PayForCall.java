package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.protocol.Amount;
import java.util.List;
import java.util.Optional;

/// Steps 7 to 9, the last check: does the account have what the call costs? What costs nothing is
/// never refused, whatever the account owes.
///
/// @param price what the call costs
/// @param balance what the account has, as far as the pod knows, less what it has let through and
///   not read back yet
/// @param tools what is called
public record PayForCall(Amount price, Amount balance, List<String> tools) {

  private static final List<Rule<PayForCall>> RULES =
      List.of(
          refuse(
              Refusal.BALANCE_INSUFFICIENT,
              c -> c.price.isPositive() && c.balance.isLessThan(c.price),
              PayForCall::evidence));

  private Evidence evidence() {
    return new Evidence(
        Optional.of("a call that costs " + price),
        Optional.of("a balance of " + balance),
        Optional.empty(),
        Optional.of("tools: " + String.join(", ", tools)));
  }

  /// Decides.
  ///
  /// @return the rule broken, or empty when the account can pay
  public Optional<Refused> decide() {
    return Rule.firstBroken(RULES, this);
  }
}
