package dev.ninestep.projection;

import dev.ninestep.log.Partition;
import dev.ninestep.protocol.FlowId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The grants that ended before their time, as they were projected: behind the log by the
/// projector's lag. All futures fail when the database is away, and only then.
public interface EndedGrants {

  /// Whether everything that stands before some places of the log has been projected.
  ///
  /// @param ends the places
  /// @return true when nothing of the flow topic before them is missing
  Future<Boolean> hold(Map<Partition, Long> ends);

  /// Those that have ended, and would not have lapsed by themselves by now.
  ///
  /// @param flows which of them are asked for
  /// @return those of them that have ended, in any order
  Future<List<EndedGrant>> of(Set<FlowId> flows);
}
