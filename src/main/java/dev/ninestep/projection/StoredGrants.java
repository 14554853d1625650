package dev.ninestep.projection;

import dev.ninestep.log.Partition;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The grants of everybody, as they were projected: behind the log by the projector's lag. All
/// futures fail when the database is away, and only then.
public interface StoredGrants {

  /// Whether everything that the log held up to a moment has been projected.
  ///
  /// @param ends where the partitions of the log ended at that moment
  /// @return true when nothing of the flow topic before that is missing
  Future<Boolean> hold(Map<Partition, Long> ends);

  /// Whether a flow ever came to a grant of which something is kept.
  ///
  /// @param flow the flow
  /// @return true when it did
  Future<Boolean> know(FlowId flow);

  /// Whether a client is known.
  ///
  /// @param client its client_id
  /// @return true when it is registered or was, or its document was read
  Future<Boolean> know(ClientId client);

  /// The grants that have not ended, in the order of their ids.
  ///
  /// @param filter which of them
  /// @param now the log's time, as well as it is known
  /// @param after the last of those that are known already, empty to begin with
  /// @param most how many
  /// @return the grants
  Future<List<StoredGrant>> live(GrantFilter filter, Instant now, Optional<FlowId> after, int most);
}
