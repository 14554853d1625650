package dev.ninestep.gateway;

import dev.ninestep.protocol.UpstreamSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a call is to go.
///
/// @param below what follows the MCP URL's path, readable in one way only
/// @param query the query as it was sent, if there was one
/// @param session the session it belongs to, which one upstream alone knows
record Destination(String below, @Nullable String query, Optional<UpstreamSession> session) {

  /// The upstream for it.
  ///
  /// @param tried those that had no connection for it
  /// @return empty when none can take it now
  Optional<Upstream> among(Upstreams upstreams, long tried) {
    return session.isPresent()
        ? upstreams.of(session.get().upstream(), tried)
        : upstreams.choose(tried);
  }

  /// The request target on an upstream.
  String on(Upstream upstream) {
    return session.isPresent() && session.get().isAddress()
        ? session.get().id()
        : ForwardedPath.target(below, query, upstream.path());
  }
}
