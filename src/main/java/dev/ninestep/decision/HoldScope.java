package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.protocol.Scope;
import java.util.List;
import java.util.Optional;

/// Steps 6 to 9, after who calls and how often ([AdmitCall], [KeepPace]): does the token allow what
/// is called? What every call needs is asked first; what the tools need that it calls, once its
/// body has told which they are, whatever its headers say.
///
/// @param held the scope of the token, with all that it implies
/// @param needed all that the call needs, whatever of it the token has
/// @param tools what is called, as far as that is known
/// @spec https://www.rfc-editor.org/rfc/rfc6750#section-3.1 RFC 6750 §3.1
public record HoldScope(Scope held, Scope needed, List<String> tools) {

  private static final List<Rule<HoldScope>> RULES =
      List.of(
          refuse(Refusal.SCOPE_INSUFFICIENT, c -> !c.held.covers(c.needed), HoldScope::evidence));

  /// What every call needs.
  ///
  /// @param held the scope of the token, with all that it implies
  /// @param needed all that the call needs
  public HoldScope(Scope held, Scope needed) {
    this(held, needed, List.of());
  }

  private Evidence evidence() {
    return tools.isEmpty()
        ? Evidence.difference(held.toString(), needed.toString())
        : new Evidence(
            Optional.of(held.toString()),
            Optional.of(needed.toString()),
            Optional.empty(),
            Optional.of("tools: " + String.join(", ", tools)));
  }

  /// Decides.
  ///
  /// @return the rule broken, or empty when the token allows it
  public Optional<Refused> decide() {
    return Rule.firstBroken(RULES, this);
  }
}
