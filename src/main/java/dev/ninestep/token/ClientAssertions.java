package dev.ninestep.token;

import dev.ninestep.protocol.ClientAssertion;
import dev.ninestep.protocol.ClientId;
import java.util.List;
import java.util.Optional;

/// Reads the JWTs with which clients prove themselves (`private_key_jwt`), and verifies them with
/// the keys their clients registered.
///
/// @spec https://www.rfc-editor.org/rfc/rfc7523#section-2.2 RFC 7523 §2.2
public final class ClientAssertions {

  /// The algorithms a client may sign with.
  public static final List<String> ALGORITHMS = ForeignJwt.ALGORITHMS;

  private static final int LONGEST_ID = 256;

  private ClientAssertions() {}

  /// Reads an assertion without believing it.
  ///
  /// @param jwt what was sent as `client_assertion`
  /// @return what it claims, or empty when it is no JWT with an issuer, a subject, an audience, an
  ///   expiry and an id
  public static Optional<ClientAssertion> read(String jwt) {
    return ForeignJwt.parse(jwt).flatMap(ClientAssertions::read);
  }

  private static Optional<ClientAssertion> read(ForeignJwt jwt) {
    var claims = jwt.claims();
    var issuer = claims.text("iss");
    var subject = claims.text("sub", ClientId::parse);
    var audience = claims.texts("aud");
    var expiresAt = claims.time("exp");
    var id = claims.text("jti").filter(text -> text.length() <= LONGEST_ID);
    if (claims.unreadable().isPresent() || id.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ClientAssertion(
            jwt.type(),
            issuer.orElseThrow(),
            subject.orElseThrow(),
            audience,
            expiresAt.orElseThrow(),
            claims.time("nbf").or(() -> claims.time("iat")),
            id.get()));
  }

  /// Whether one of a client's keys signed an assertion.
  ///
  /// @param jwt what was sent as `client_assertion`
  /// @param keys the JWK Set the client registered
  /// @return true when it did, with an algorithm on the list
  public static boolean isSigned(String jwt, String keys) {
    return ForeignJwt.parse(jwt).filter(read -> read.isSignedWithOneOf(keys)).isPresent();
  }
}
