package dev.ninestep.token;

import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.IdentityAssertion;
import java.util.List;
import java.util.Optional;

/// Reads the JWTs in which an identity provider vouches for a user (ID-JAG), and verifies them with
/// the provider's keys.
///
/// @spec https://datatracker.ietf.org/doc/html/draft-ietf-oauth-identity-assertion-authz-grant
///   Identity Assertion Authorization Grant §3.1
public final class IdentityAssertions {

  private static final int LONGEST_ID = 256;

  /// What cannot be left out of account: a key the token has to be bound to, and rights that are no
  /// scopes.
  private static final List<String> DEMANDS = List.of("cnf", "authorization_details");

  private IdentityAssertions() {}

  /// Reads an assertion without believing it.
  ///
  /// @param jwt what was sent as `assertion`
  /// @return what it claims, or empty when it is no JWT with all the claims there have to be
  public static Optional<IdentityAssertion> read(String jwt) {
    return ForeignJwt.parse(jwt).flatMap(IdentityAssertions::read);
  }

  private static Optional<IdentityAssertion> read(ForeignJwt jwt) {
    var claims = jwt.claims();
    var issuer = claims.text("iss");
    var subject = claims.text("sub").filter(IdentityAssertions::isShort);
    var audience = claims.texts("aud");
    var client = claims.text("client_id", ClientId::parse);
    var issuedAt = claims.time("iat");
    var expiresAt = claims.time("exp");
    var id = claims.text("jti").filter(IdentityAssertions::isShort);
    if (claims.unreadable().isPresent() || subject.isEmpty() || id.isEmpty()) {
      return Optional.empty();
    }
    var read =
        new IdentityAssertion(
            jwt.type(),
            issuer.orElseThrow(),
            subject.get(),
            claims.ifThere("email", claims::text).filter(_ -> !claims.isFalse("email_verified")),
            audience,
            client.orElseThrow(),
            claims.has("resource") ? claims.texts("resource") : List.of(),
            claims.ifThere("scope", claims::text),
            issuedAt.orElseThrow(),
            claims.ifThere("nbf", claims::time),
            expiresAt.orElseThrow(),
            id.get(),
            DEMANDS.stream().filter(claims::has).findFirst());
    return claims.unreadable().isPresent() ? Optional.empty() : Optional.of(read);
  }

  private static boolean isShort(String text) {
    return !text.isEmpty() && text.length() <= LONGEST_ID;
  }

  /// Whether a provider's keys can verify anything it signs.
  ///
  /// @param keys a JWK Set
  /// @return true when there is a key of an allowed kind
  public static boolean hasUsableKeys(String keys) {
    return !ClientKeys.usable(keys).isEmpty();
  }

  /// Whether one of the provider's keys signed an assertion.
  ///
  /// @param jwt what was sent as `assertion`
  /// @param keys the provider's JWK Set
  /// @return true when it did, with an algorithm on the list
  public static boolean isSigned(String jwt, String keys) {
    return ForeignJwt.parse(jwt).filter(read -> read.isSignedWithOneOf(keys)).isPresent();
  }
}
