package dev.ninestep.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an identity assertion authorization grant (ID-JAG) claims: a company's identity provider
/// says which of its users a client acts for, at which resource. Nothing of it is proven yet.
///
/// @param type the header's `typ`, if it has one
/// @param issuer `iss`: the identity provider
/// @param subject `sub`: the user, by the provider's own name
/// @param email `email`, unless the provider says that it has not verified it
/// @param audience `aud`
/// @param client `client_id`: the client it was made for
/// @param resources `resource`: where it may be used; none when it does not say
/// @param scope `scope` as it stands, if it has one
/// @param issuedAt `iat`
/// @param notBefore `nbf`, if it has one
/// @param expiresAt `exp`
/// @param id `jti`
/// @param demands the first claim that asks for more than this server can keep to, such as `cnf`
/// @spec https://datatracker.ietf.org/doc/html/draft-ietf-oauth-identity-assertion-authz-grant
///   Identity Assertion Authorization Grant §3.1
public record IdentityAssertion(
    Optional<String> type,
    String issuer,
    String subject,
    Optional<String> email,
    List<String> audience,
    ClientId client,
    List<String> resources,
    Optional<String> scope,
    Instant issuedAt,
    Optional<Instant> notBefore,
    Instant expiresAt,
    String id,
    Optional<String> demands) {

  /// Copies the lists.
  public IdentityAssertion {
    audience = List.copyOf(audience);
    resources = List.copyOf(resources);
  }
}
