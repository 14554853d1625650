package dev.ninestep.step;

import dev.ninestep.decision.DecideConsent.GrantLifetimes;
import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.decision.RedirectPolicy;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.ScopeHierarchy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an operator decides about an authorization server.
///
/// @param issuer who it is: the same bytes everywhere, and the origin of every endpoint
/// @param prefix what stands before the path of every endpoint, such as `/oauth`; may be empty
/// @param name what people call the service, on the consent page and as `resource_name`
/// @param resources what it issues tokens for, the default one first; at least one
/// @param scopeMeanings what each scope allows, in words for a user
/// @param redirects where users may be sent back to
/// @param registrationStatus the status of a successful registration: 201, or 200 for clients that
///   know only that
/// @param registrationsPerHour how many new clients may register from one address within an hour
/// @param accessToken how long an access token lives
/// @param consentNonce how long a consent page may be looked at
/// @param grant how long codes, refresh tokens and grants live
/// @param afterRefusal what becomes of a user whose request was refused
/// @param tokens what else is decided about tokens
/// @param isTransmitter whether anybody is told of revocations
public record Settings(
    Issuer issuer,
    String prefix,
    String name,
    List<ProtectedResource> resources,
    Map<String, String> scopeMeanings,
    RedirectPolicy redirects,
    int registrationStatus,
    int registrationsPerHour,
    Duration accessToken,
    Duration consentNonce,
    GrantLifetimes grant,
    AfterRefusal afterRefusal,
    TokenRules tokens,
    boolean isTransmitter) {

  /// @throws IllegalArgumentException when a setting cannot work; the message names it
  public Settings {
    resources = List.copyOf(resources);
    scopeMeanings = Map.copyOf(scopeMeanings);
    if (!prefix.isEmpty() && (!prefix.startsWith("/") || prefix.endsWith("/"))) {
      throw new IllegalArgumentException("prefix begins with a slash and does not end with one");
    }
    if (resources.isEmpty()) {
      throw new IllegalArgumentException("resources: at least one");
    }
    if (registrationStatus != 200 && registrationStatus != 201) {
      throw new IllegalArgumentException("registrationStatus is 200 or 201");
    }
  }

  /// Which scopes of a resource imply others.
  ///
  /// @param resource the resource of a token, or empty when there is no token
  ScopeHierarchy hierarchy(Optional<ResourceUri> resource) {
    return resource
        .map(uri -> ProtectedResource.hierarchy(uri, resources))
        .orElse(ScopeHierarchy.FLAT);
  }

  /// Where an endpoint is mounted.
  String path(String endpoint) {
    return prefix + endpoint;
  }

  /// Where an endpoint answers that clients go to which have read no metadata: below the prefix,
  /// and at the root of the host where they know the MCP URL, if that is this one.
  ///
  /// @spec https://modelcontextprotocol.io/specification/2025-03-26/basic/authorization MCP
  ///   2025-03-26, fallbacks for servers without metadata discovery
  List<String> paths(String endpoint) {
    return prefix.isEmpty() || resources.stream().noneMatch(this::isAtHostOfIssuer)
        ? List.of(path(endpoint))
        : List.of(path(endpoint), endpoint);
  }

  private boolean isAtHostOfIssuer(ProtectedResource resource) {
    return (resource.uri().value() + "/").startsWith(issuer.origin() + "/");
  }

  /// What clients and browsers call an endpoint.
  String url(String endpoint) {
    return issuer.origin() + path(endpoint);
  }

  /// The path of the issuer itself; empty for most.
  String issuerPath() {
    return issuer.value().substring(issuer.origin().length());
  }
}
