package dev.ninestep.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.List;

/// The public keys a client has registered (`jwks`), as far as they can verify what it signs.
///
/// @spec https://www.rfc-editor.org/rfc/rfc7591#section-2 RFC 7591 §2
final class ClientKeys {

  private static final int MOST = 10;
  private static final int LEAST_RSA_BITS = 2_048;

  private ClientKeys() {}

  /// The keys of a set that are for signing, on a curve or of a size that is allowed.
  ///
  /// @param jwks the JWK Set as it was registered
  /// @return at most ten keys; none when the set cannot be read
  static List<JWK> usable(String jwks) {
    try {
      return JWKSet.parse(jwks).getKeys().stream()
          .limit(MOST)
          .filter(ClientKeys::isUsable)
          .toList();
    } catch (ParseException e) {
      return List.of();
    }
  }

  private static boolean isUsable(JWK key) {
    return (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
        && switch (key) {
          case ECKey ec -> ec.getCurve().equals(Curve.P_256) && isOnItsCurve(ec);
          case RSAKey rsa -> rsa.size() >= LEAST_RSA_BITS;
          case JWK _ -> false;
        };
  }

  private static boolean isOnItsCurve(ECKey key) {
    try {
      key.toECPublicKey();
      return true;
    } catch (JOSEException e) {
      return false;
    }
  }
}
