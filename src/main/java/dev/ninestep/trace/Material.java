package dev.ninestep.trace;

import dev.ninestep.event.Logged;
import dev.ninestep.protocol.FlowId;
import java.util.List;

/// What a story is told from.
///
/// @param flow the flow
/// @param own the flow's own records, in the log's order
/// @param registration records of the client's registration, which has a flow of its own
/// @param discovery anonymous requests of the same machine shortly before: only likely to belong
///   here
/// @param surroundings what else came from the same machine
public record Material(
    FlowId flow,
    List<Logged> own,
    List<Logged> registration,
    List<Logged> discovery,
    Surroundings surroundings) {

  /// Copies the lists.
  public Material {
    own = List.copyOf(own);
    registration = List.copyOf(registration);
    discovery = List.copyOf(discovery);
  }

  /// The same without what is only likely to belong here.
  Material sureOnly() {
    return new Material(flow, own, registration, List.of(), Surroundings.UNKNOWN);
  }
}
