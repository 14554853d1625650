package dev.ninestep.step;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ninestep.decision.ClientCredentials;
import dev.ninestep.protocol.ClientId;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// A key of a client, and the JWTs it signs with it.
///
/// @param key with its private half
/// @param algorithm what it signs with
public record SigningClient(JWK key, JWSAlgorithm algorithm) {

  /// A client with a new key for ES256.
  ///
  /// @return the client
  public static SigningClient es256() {
    return with(JWSAlgorithm.ES256);
  }

  /// A client with a new key.
  static SigningClient with(JWSAlgorithm algorithm) {
    try {
      return new SigningClient(
          algorithm.equals(JWSAlgorithm.ES256)
              ? new ECKeyGenerator(Curve.P_256).keyID("k1").generate()
              : new RSAKeyGenerator(2_048).generate(),
          algorithm);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The public half, as it is registered.
  ///
  /// @return a JWK Set
  public String jwks() {
    return new JWKSet(key.toPublicJWK()).toString();
  }

  /// An assertion without fault.
  String assertion(ClientId client, Instant now) {
    return assertion(client, now, claims -> claims);
  }

  /// An assertion that a test has changed.
  String assertion(ClientId client, Instant now, UnaryOperator<JWTClaimsSet.Builder> change) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(client.value())
            .subject(client.value())
            .audience(TestServer.ISSUER.value())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)))
            .jwtID(UUID.randomUUID().toString());
    return signed(
        new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(),
        change.apply(claims).build());
  }

  /// An assertion of another type.
  String typed(ClientId client, Instant now, String type) {
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(client.value())
            .subject(client.value())
            .audience(TestServer.ISSUER.value())
            .expirationTime(Date.from(now.plusSeconds(300)))
            .jwtID(UUID.randomUUID().toString());
    return signed(
        new JWSHeader.Builder(algorithm).type(new JOSEObjectType(type)).build(), claims.build());
  }

  /// Signs a JWT.
  ///
  /// @param header its header
  /// @param claims its claims
  /// @return the JWT
  public String signed(JWSHeader header, JWTClaimsSet claims) {
    try {
      var jwt = new SignedJWT(header, claims);
      jwt.sign(signer());
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private JWSSigner signer() throws JOSEException {
    return switch (key) {
      case ECKey ec -> new ECDSASigner(ec);
      case RSAKey rsa -> new RSASSASigner(rsa);
      case JWK other -> throw new IllegalStateException("no signer for " + other.getKeyType());
    };
  }

  /// What is sent with it.
  static Map<String, String> proof(String assertion) {
    return Map.of(
        "client_assertion_type", ClientCredentials.ASSERTION_TYPE, "client_assertion", assertion);
  }
}
