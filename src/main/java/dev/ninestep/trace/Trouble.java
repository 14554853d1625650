package dev.ninestep.trace;

import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.RequestId;
import java.time.Instant;
import java.util.Optional;

/// One refusal in a flow.
///
/// @param refusal which rule was broken
/// @param evidence what showed it
/// @param at when, in the log's time
/// @param request the exchange that was refused
/// @param times how many equal refusals this stands for, at least 1
public record Trouble(
    Refusal refusal, Evidence evidence, Instant at, RequestId request, long times) {

  /// In what the asked differs from the known, where both were written down to be compared.
  ///
  /// @return the difference
  public Optional<Difference> difference() {
    var asked = evidence.asked().orElse("");
    var known = evidence.known().orElse("");
    return evidence.differsAt().isEmpty()
        ? Optional.empty()
        : Optional.of(
            isAboutASet() ? Difference.ofSets(asked, known) : Difference.ofBytes(asked, known));
  }

  private boolean isAboutASet() {
    var error = refusal.error().orElse("");
    return error.endsWith("_scope") || error.equals("unauthorized_client");
  }
}
