package dev.ninestep.console;

import dev.ninestep.projection.Facets;
import dev.ninestep.protocol.FlowId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The flows that a tail has seen to be of its client and account: many an event of a flow names
/// neither. Only so many are remembered, the latest.
final class Companions {

  private static final int MOST = 4_096;

  private final Set<FlowId> flows =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<FlowId, Boolean> eldest) {
              return size() > MOST;
            }
          });

  /// Whether an event is of the client and the account that are watched: because it says so, or
  /// because its flow is and it does not say otherwise.
  boolean areOf(Watch watch, FlowId flow, Facets facets) {
    if (watch.client().isEmpty() && watch.account().isEmpty()) {
      return true;
    }
    var contradicts =
        (facets.client() != null
                && watch.client().filter(facets.client()::equals).isEmpty()
                && watch.client().isPresent())
            || (facets.account() != null
                && watch.account().isPresent()
                && !watch.account().get().equals(facets.account()));
    if (contradicts) {
      return false;
    }
    var saysSo =
        (watch.client().isEmpty() || facets.client() != null)
            && (watch.account().isEmpty() || facets.account() != null);
    if (saysSo) {
      flows.add(flow);
    }
    return saysSo || flows.contains(flow);
  }
}
