package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import java.util.List;
import java.util.Optional;

/// Is it a service of the operator's that asks, one that takes payments, say? It shows a secret of
/// which only the hash is configured. No role and no token opens this door: whoever helps users has
/// no business with their money.
///
/// @param secret what the request brought
/// @param secretHash the hash of the secret, empty when there is no such service
public record AuthenticateOperator(Optional<String> secret, Optional<String> secretHash) {

  private static final List<Rule<AuthenticateOperator>> RULES =
      List.of(
          refuse(
              Refusal.OPERATOR_NOT_ALLOWED,
              c -> c.secretHash.isEmpty(),
              _ -> Evidence.of("operator.secret-hash is not configured")),
          refuse(
              Refusal.OPERATOR_NOT_ALLOWED,
              c -> c.secret.isEmpty(),
              _ -> Evidence.of("no Bearer secret came")),
          refuse(Refusal.OPERATOR_NOT_ALLOWED, c -> !c.isRight(), _ -> Evidence.of("it is wrong")));

  private boolean isRight() {
    return secret.filter(s -> Hashes.matches(s, secretHash.orElseThrow())).isPresent();
  }

  /// Decides.
  ///
  /// @return the first rule broken, or empty when it is the operator's
  public Optional<Refused> decide() {
    return Rule.firstBroken(RULES, this);
  }

  @Override
  public String toString() {
    return "AuthenticateOperator[redacted]";
  }
}
