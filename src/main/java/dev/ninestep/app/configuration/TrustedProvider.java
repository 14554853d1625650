package dev.ninestep.app.configuration;

import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.KeySource;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An identity provider that may vouch for users.
///
/// @param issuer its issuer identifier
/// @param keys where its keys are
/// @param clients whom it may vouch to; anybody, when there are none
/// @param resources what it may open; everything, when there are none
/// @param scope what it may allow; everything, when that is not limited
/// @param logins the logins of users, by what the provider calls them
public record TrustedProvider(
    String issuer,
    KeySource keys,
    Set<ClientId> clients,
    Set<ResourceUri> resources,
    Optional<Scope> scope,
    Map<String, String> logins) {}
