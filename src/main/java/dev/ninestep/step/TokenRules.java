package dev.ninestep.step;

import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.util.Map;

/// What an operator decides about tokens beside their lifetimes.
///
/// @param resourceServers who may introspect the access tokens of a resource: the hash of the
///   secret of each resource that has one
/// @param forClients what a client may have for itself, without a user; nothing, unless the
///   operator has decided so, since anybody can register a client
public record TokenRules(Map<ResourceUri, String> resourceServers, Scope forClients) {

  /// Copies the map.
  public TokenRules {
    resourceServers = Map.copyOf(resourceServers);
  }
}
