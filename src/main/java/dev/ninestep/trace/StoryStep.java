package dev.ninestep.trace;

import dev.ninestep.event.Logged;
import dev.ninestep.protocol.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One step of a story.
///
/// @param step which
/// @param status what came of it
/// @param at when it was last done or refused, in the log's time
/// @param latency how long we took, from the request's first fact to its last reaching the log
/// @param waited how long they took to come with it: from what happened before until its first
///   request
/// @param inferred whether it is only likely to be this flow's, found by the caller's network
///   address
/// @param notes what happened, a sentence each, in order
/// @param comparisons what was asked, beside what it has to agree with; refusals carry their own
/// @param troubles what was refused, in order
/// @param applied the records that this is told from; none when nothing has happened, or it has not
///   been projected yet
public record StoryStep(
    Step step,
    StepStatus status,
    Optional<Instant> at,
    Optional<Duration> latency,
    Optional<Duration> waited,
    boolean inferred,
    List<String> notes,
    List<Comparison> comparisons,
    List<Trouble> troubles,
    List<Logged.Known> applied) {

  /// Copies the lists.
  public StoryStep {
    notes = List.copyOf(notes);
    comparisons = List.copyOf(comparisons);
    troubles = List.copyOf(troubles);
    applied = List.copyOf(applied);
  }
}
