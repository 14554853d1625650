package dev.ninestep.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a client claims in a JWT it signed to prove who it is. Nothing of it is proven yet.
///
/// @param type the header's `typ`, if it has one
/// @param issuer `iss`
/// @param subject `sub`: who it says it is
/// @param audience `aud`
/// @param expiresAt `exp`
/// @param notBefore `nbf`, or `iat` if there is no `nbf`
/// @param id `jti`
/// @spec https://www.rfc-editor.org/rfc/rfc7523#section-3 RFC 7523 §3
public record ClientAssertion(
    Optional<String> type,
    String issuer,
    ClientId subject,
    List<String> audience,
    Instant expiresAt,
    Optional<Instant> notBefore,
    String id) {

  /// Copies the audience.
  public ClientAssertion {
    audience = List.copyOf(audience);
  }
}
