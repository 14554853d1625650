package dev.ninestep.event;

import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;
import java.util.Optional;

/// A step was refused. A flood of equal refusals is one fact with its exact count, after the first
/// few.
///
/// @param step which step
/// @param refusal which rule was broken
/// @param client the client as the request named it, whether or not it exists; of several, the one
///   that all of them named
/// @param evidence what showed it; of several, the last
/// @param caller who called
/// @param repeated how often it was refused, where that was counted; else once
public record StepRefused(
    Step step,
    Refusal refusal,
    Optional<ClientId> client,
    Evidence evidence,
    Caller caller,
    Optional<Repeated> repeated)
    implements Event {

  /// A step was refused once.
  ///
  /// @param step which step
  /// @param refusal which rule was broken
  /// @param client the client as the request named it, whether or not it exists
  /// @param evidence what showed it
  /// @param caller who called
  public StepRefused(
      Step step, Refusal refusal, Optional<ClientId> client, Evidence evidence, Caller caller) {
    this(step, refusal, client, evidence, caller, Optional.empty());
  }

  /// {@return how often it was refused}
  public long times() {
    return repeated.map(Repeated::count).orElse(1L);
  }

  /// {@return whether somebody failed to prove to be the client they named} Clients prove
  /// themselves by the same rules at every endpoint; those of the token endpoint name them.
  public boolean isUnproven() {
    return refusal.step() == Step.TOKEN
        && refusal.error().filter("invalid_client"::equals).isPresent();
  }

  /// {@return whether the token endpoint refused it}
  public boolean isOfTheTokenEndpoint() {
    return step == Step.TOKEN || step == Step.REFRESH;
  }
}
