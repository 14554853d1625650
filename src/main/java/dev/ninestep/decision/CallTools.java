package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.protocol.Scope;
import java.util.List;
import java.util.Optional;

/// Steps 7 to 9: may a call that was admitted ([AdmitCall]) call these tools? What it calls is told
/// by its body, whatever its headers say.
///
/// @param held the scope of the token, with all that it implies
/// @param needed all that the call needs, whatever of it the token has
/// @param tools what is called
/// @spec https://www.rfc-editor.org/rfc/rfc6750#section-3.1 RFC 6750 §3.1
public record CallTools(Scope held, Scope needed, List<String> tools) {

  private static final List<Rule<CallTools>> RULES =
      List.of(
          refuse(Refusal.SCOPE_INSUFFICIENT, c -> !c.held.covers(c.needed), CallTools::evidence));

  private Evidence evidence() {
    return new Evidence(
        Optional.of(held.toString()),
        Optional.of(needed.toString()),
        Optional.empty(),
        Optional.of("tools: " + String.join(", ", tools)));
  }

  /// Decides.
  ///
  /// @return the rule broken, or empty when the tools may be called
  public Optional<Refused> decide() {
    return Rule.firstBroken(RULES, this);
  }
}
