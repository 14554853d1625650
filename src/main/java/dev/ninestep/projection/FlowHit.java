package dev.ninestep.projection;

import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A flow that matches a query. All but the id speak of the query's time only.
///
/// @param flow the flow
/// @param first the log's time of its first record
/// @param last the log's time of its last record
/// @param client the client its records name, the first in alphabetical order should they name
///   several
/// @param refusals why it was refused; empty when it was not
public record FlowHit(
    FlowId flow, Instant first, Instant last, Optional<ClientId> client, Set<Refusal> refusals) {

  /// Copies the set.
  public FlowHit {
    refusals = Set.copyOf(refusals);
  }
}
