package dev.ninestep.step;

import dev.ninestep.decision.IdentityProvider;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What an operator decides about tokens beside their lifetimes.
///
/// @param resourceServers who may introspect the access tokens of a resource: the hash of the
///   secret of each resource that has one
/// @param forClients what a client may have for itself, without a user; nothing, unless the
///   operator has decided so
/// @param initialTokenHash the hash of the initial access token with which a client registers that
///   may; none registers unless there is one, since anybody can register a client otherwise
/// @param reuseInterval how long a refresh token that was rotated is answered with the same
///   successor; empty when every repeat is reuse
/// @param identityProvider who may vouch for users; nobody, unless the operator trusts one
/// @param perMinute how often a client may come to the token endpoint within a minute, at least 1
public record TokenRules(
    Map<ResourceUri, String> resourceServers,
    Scope forClients,
    Optional<String> initialTokenHash,
    Optional<Duration> reuseInterval,
    Optional<IdentityProvider> identityProvider,
    int perMinute) {

  /// Copies the map.
  public TokenRules {
    resourceServers = Map.copyOf(resourceServers);
  }
}
