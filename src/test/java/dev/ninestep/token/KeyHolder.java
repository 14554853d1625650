package dev.ninestep.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ninestep.decision.Hashes;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.KeyThumbprint;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// Somebody who holds a key, and the DPoP proofs they make with it.
///
/// @param key with its private half
public record KeyHolder(ECKey key) {

  /// The holder of a new key.
  public static KeyHolder fresh() {
    try {
      return new KeyHolder(new ECKeyGenerator(Curve.P_256).generate());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What the key is known by.
  public KeyThumbprint thumbprint() {
    try {
      return new KeyThumbprint(key.computeThumbprint().toString());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A token like another, but worth nothing without this key.
  public AccessToken bound(AccessToken token) {
    return new AccessToken(
        token.flow(),
        token.client(),
        token.account(),
        token.scope(),
        token.resource(),
        token.id(),
        token.issuedAt(),
        token.expiresAt(),
        Optional.of(thumbprint()));
  }

  /// A proof without fault for a request that carries no token.
  public String proof(String method, String url, Instant now) {
    return proof(method, url, now, claims -> claims);
  }

  /// A proof without fault for a call.
  public String proof(String method, String url, Instant now, String token) {
    return proof(method, url, now, claims -> claims.claim("ath", Hashes.sha256(token)));
  }

  /// A proof whose claims a test has changed.
  public String proof(
      String method, String url, Instant now, UnaryOperator<JWTClaimsSet.Builder> change) {
    var claims =
        new JWTClaimsSet.Builder()
            .jwtID(UUID.randomUUID().toString())
            .claim("htm", method)
            .claim("htu", url)
            .issueTime(Date.from(now));
    return signed(
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(new JOSEObjectType("dpop+jwt"))
            .jwk(key.toPublicJWK())
            .build(),
        change.apply(claims).build());
  }

  /// Claims under a header that a test has made.
  public String signed(JWSHeader header, JWTClaimsSet claims) {
    try {
      var jwt = new SignedJWT(header, claims);
      jwt.sign(new ECDSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
