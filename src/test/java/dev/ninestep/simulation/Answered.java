package dev.ninestep.simulation;

import dev.ninestep.decision.TokenOutcome;
import dev.ninestep.event.Fact;
import dev.ninestep.fold.Grant;
import dev.ninestep.log.Answer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/// What a pod has been told of a fact it asked about.
///
/// @param pod who asked
/// @param request for what
/// @param fact what it appended
/// @param outcome what the pod will make of the state right after the fact
/// @param answer what it was told
/// @param <O> the outcome
record Answered<O>(
    VirtualPod pod,
    Request request,
    Fact fact,
    BiFunction<Grant, Instant, O> outcome,
    Answer<O> answer) {

  /// Whether the log has spoken.
  boolean isSettled() {
    return answer instanceof Answer.Settled<O>;
  }

  /// The tokens this answer is about to hand out, if it does.
  Optional<TokenOutcome.Issue> issue() {
    return answer instanceof Answer.Settled<O>(TokenOutcome.Issue issue)
        ? Optional.of(issue)
        : Optional.empty();
  }
}
