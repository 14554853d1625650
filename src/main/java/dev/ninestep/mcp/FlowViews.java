package dev.ninestep.mcp;

import dev.ninestep.protocol.FlowId;
import dev.ninestep.token.UpstreamCaller;
import java.util.Optional;

/// Learns what the support team looks at through a tool.
@FunctionalInterface
public interface FlowViews {

  /// Somebody of the support team was shown something.
  ///
  /// @param by who
  /// @param flow which flow; empty when it was a list
  void viewed(UpstreamCaller by, Optional<FlowId> flow);
}
