package dev.ninestep.projection;

import dev.ninestep.protocol.FlowId;
import io.vertx.core.Future;
import java.util.List;

/// Who of the support team looked at which flow, as the log says.
@FunctionalInterface
public interface FlowViews {

  /// Those who looked at a flow.
  ///
  /// @param flow the flow
  /// @return the latest 20 views, the latest first; fails when the database is away
  Future<List<FlowView>> of(FlowId flow);
}
