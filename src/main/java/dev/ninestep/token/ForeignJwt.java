package dev.ninestep.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/// A JWT that somebody else signed: a client, or an identity provider. Nothing in its header
/// chooses a key that is not among those its signer published, or an algorithm that is not on the
/// list.
///
/// @param jws the JWT
/// @param claims what it claims
/// @spec https://www.rfc-editor.org/rfc/rfc8725#section-3.1 RFC 8725 §3.1
record ForeignJwt(JWSObject jws, Claims claims) {

  /// The algorithms it may be signed with.
  static final List<String> ALGORITHMS = List.of("ES256", "PS256", "RS256");

  private static final int LONGEST = 8 * 1024;

  /// Reads one without believing it.
  ///
  /// @param text at most 8 Ki characters
  /// @return the JWT, or empty when it is none
  static Optional<ForeignJwt> parse(String text) {
    try {
      if (text.length() > LONGEST) {
        return Optional.empty();
      }
      var jws = JWSObject.parse(text);
      return Claims.parse(jws.getPayload().toBytes()).map(claims -> new ForeignJwt(jws, claims));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  Optional<String> type() {
    return Optional.ofNullable(jws.getHeader().getType()).map(Object::toString);
  }

  /// Whether one of these keys signed it, with an algorithm on the list.
  ///
  /// @param keys a JWK Set
  boolean isSignedWithOneOf(String keys) {
    return ALGORITHMS.contains(jws.getHeader().getAlgorithm().getName())
        && ClientKeys.usable(keys).stream().filter(this::isMeant).anyMatch(this::verifies);
  }

  /// A key id rules keys out; it rules none in.
  private boolean isMeant(JWK key) {
    var header = jws.getHeader();
    var sameId =
        header.getKeyID() == null
            || key.getKeyID() == null
            || header.getKeyID().equals(key.getKeyID());
    var sameAlgorithm =
        key.getAlgorithm() == null || header.getAlgorithm().equals(key.getAlgorithm());
    return sameId && sameAlgorithm;
  }

  private boolean verifies(JWK key) {
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
