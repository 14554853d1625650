package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Steps 6 to 9, between who calls ([AdmitCall]) and what they may call ([HoldScope]): has the
/// account called the resource as often as it may within a minute already?
///
/// @param perMinute how often it may
/// @param retryAfter how long until it may again; zero when it may now
/// @spec https://www.rfc-editor.org/rfc/rfc6585#section-4 RFC 6585 §4
public record KeepPace(int perMinute, Duration retryAfter) {

  private static final List<Rule<KeepPace>> RULES =
      List.of(refuse(Refusal.CALLS_TOO_MANY, p -> p.retryAfter.isPositive(), KeepPace::evidence));

  private Evidence evidence() {
    return new Evidence(
        Optional.of("one call more"),
        Optional.of(perMinute + (perMinute == 1 ? " call" : " calls") + " within a minute"),
        Optional.empty(),
        Optional.of("wait " + retryAfter.toSeconds() + " s"));
  }

  /// Decides.
  ///
  /// @return the rule broken, or empty when the account may call
  public Optional<Refused> decide() {
    return Rule.firstBroken(RULES, this);
  }
}
