package dev.ninestep.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import dev.ninestep.protocol.ClientAssertion;
import dev.ninestep.protocol.ClientId;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/// Reads the JWTs with which clients prove themselves (`private_key_jwt`), and verifies them with
/// the keys their clients registered. Nothing in a header chooses a key that was not registered, or
/// an algorithm that is not on the list.
///
/// @spec https://www.rfc-editor.org/rfc/rfc7523#section-2.2 RFC 7523 §2.2
public final class ClientAssertions {

  /// The algorithms a client may sign with.
  public static final List<String> ALGORITHMS = List.of("ES256", "PS256", "RS256");

  private static final int LONGEST = 8 * 1024;
  private static final int LONGEST_ID = 256;

  private ClientAssertions() {}

  /// Reads an assertion without believing it.
  ///
  /// @param jwt what was sent as `client_assertion`
  /// @return what it claims, or empty when it is no JWT with an issuer, a subject, an audience, an
  ///   expiry and an id
  public static Optional<ClientAssertion> read(String jwt) {
    return parse(jwt)
        .flatMap(jws -> Claims.parse(jws.getPayload().toBytes()).flatMap(c -> read(jws, c)));
  }

  private static Optional<JWSObject> parse(String jwt) {
    try {
      return jwt.length() > LONGEST ? Optional.empty() : Optional.of(JWSObject.parse(jwt));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<ClientAssertion> read(JWSObject jws, Claims claims) {
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
            Optional.ofNullable(jws.getHeader().getType()).map(Object::toString),
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
    return parse(jwt)
        .filter(jws -> ALGORITHMS.contains(jws.getHeader().getAlgorithm().getName()))
        .filter(jws ->
            ClientKeys.usable(keys).stream()
                .filter(key -> isMeant(key, jws))
                .anyMatch(key -> verifies(key, jws)))
        .isPresent();
  }

  /// A key id rules keys out; it rules none in.
  private static boolean isMeant(JWK key, JWSObject jws) {
    var header = jws.getHeader();
    var sameId =
        header.getKeyID() == null
            || key.getKeyID() == null
            || header.getKeyID().equals(key.getKeyID());
    var sameAlgorithm =
        key.getAlgorithm() == null || header.getAlgorithm().equals(key.getAlgorithm());
    return sameId && sameAlgorithm;
  }

  private static boolean verifies(JWK key, JWSObject jws) {
    try {
      return switch (key) {
        case ECKey ec when jws.getHeader().getAlgorithm().equals(JWSAlgorithm.ES256) ->
            jws.verify(new ECDSAVerifier(ec));
        case RSAKey rsa when !jws.getHeader().getAlgorithm().equals(JWSAlgorithm.ES256) ->
            jws.verify(new RSASSAVerifier(rsa));
        case JWK _ -> false;
      };
    } catch (JOSEException e) {
      // A header that demands what this library does not understand, or a malformed signature.
      return false;
    }
  }
}
