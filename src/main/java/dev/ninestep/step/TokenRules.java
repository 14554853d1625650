package dev.ninestep.step;

import dev.ninestep.protocol.ResourceUri;
import java.util.Map;

/// What an operator decides about tokens beside their lifetimes.
///
/// @param resourceServers who may introspect the access tokens of a resource: the hash of the
///   secret of each resource that has one
public record TokenRules(Map<ResourceUri, String> resourceServers) {

  /// Copies the map.
  public TokenRules {
    resourceServers = Map.copyOf(resourceServers);
  }
}
