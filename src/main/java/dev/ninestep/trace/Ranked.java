package dev.ninestep.trace;

import dev.ninestep.event.Refusal;
import dev.ninestep.projection.FlowHit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A flow that matches a search.
///
/// @param hit the flow
/// @param meant the refusal that was most likely meant
/// @param reasons why it matched, a few words each
/// @param score how well: higher is better
public record Ranked(FlowHit hit, Optional<Meant> meant, List<String> reasons, int score) {

  /// A refusal of the flow.
  ///
  /// @param refusal which
  /// @param at when, in the log's time
  public record Meant(Refusal refusal, Instant at) {}

  /// Copies the list.
  public Ranked {
    reasons = List.copyOf(reasons);
  }
}
