package dev.ninestep.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.Issuer;
import java.time.Instant;
import java.util.Date;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccessTokensTest {

  private static final KeyRing RING = KeyRing.generate();
  private static final Issuer ISSUER = new Issuer("https://auth.example.com");
  private static final AccessTokens TOKENS = new AccessTokens(RING, ISSUER);

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsSignedVerifiesUnchanged(long seed) {
    var token = new Samples(seed).accessToken();

    assertThat(TOKENS.verify(TOKENS.sign(token))).isEqualTo(new Verification.Verified(token));
  }

  /// Any other implementation must agree, with nothing but the published keys.
  @Test
  void anotherImplementationReadsTheSame() throws Exception {
    var token = new Samples(1).accessToken();

    var jwt = SignedJWT.parse(TOKENS.sign(token));

    var key = JWKSet.parse(TOKENS.jwks()).getKeyByKeyId(jwt.getHeader().getKeyID());
    assertThat(jwt.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
    assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
    assertThat(jwt.getHeader().getType()).isEqualTo(new JOSEObjectType("at+jwt"));
    var claims = jwt.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo("https://auth.example.com");
    assertThat(claims.getSubject()).isEqualTo(token.account().toString());
    assertThat(claims.getAudience()).containsExactly(token.resource().value());
    assertThat(claims.getStringClaim("client_id")).isEqualTo(token.client().value());
    assertThat(claims.getStringClaim("scope")).isEqualTo(token.scope().toString());
    assertThat(claims.getIssueTime()).isEqualTo(Date.from(token.issuedAt()));
    assertThat(claims.getExpirationTime()).isEqualTo(Date.from(token.expiresAt()));
    assertThat(claims.getJWTID()).isEqualTo(token.id());
    assertThat(claims.getStringClaim("flow")).isEqualTo(token.flow().toString());
    assertThat(claims.getClaims()).hasSize(9);
  }

  @Test
  void bothProvidersVerifyWhatTheOtherSigned() {
    var ofTheJdk = new AccessTokens(RING, ISSUER, Crypto.ofTheJdk());
    var token = new Samples(2).accessToken();

    assertThat(TOKENS.verify(ofTheJdk.sign(token))).isEqualTo(new Verification.Verified(token));
    assertThat(ofTheJdk.verify(TOKENS.sign(token))).isEqualTo(new Verification.Verified(token));
  }

  @Test
  void expiryIsLeftToTheDecision() {
    var drawn = new Samples(3).accessToken();
    var lapsed =
        new AccessToken(
            drawn.flow(),
            drawn.client(),
            drawn.account(),
            drawn.scope(),
            drawn.resource(),
            drawn.id(),
            Instant.EPOCH,
            Instant.EPOCH);

    assertThat(TOKENS.verify(TOKENS.sign(lapsed))).isEqualTo(new Verification.Verified(lapsed));
  }

  @Test
  void theKeySetShowsEveryKeyOfAccessTokensAndNoPrivateMember() throws Exception {
    var ring = RING.announce(Instant.EPOCH);

    var keys = JWKSet.parse(new AccessTokens(ring, ISSUER).jwks()).getKeys();

    assertThat(keys).hasSize(2);
    for (var key : keys) {
      assertThat(key.toJSONObject())
          .containsOnlyKeys("kty", "crv", "x", "y", "kid", "alg", "use")
          .containsEntry("kty", "EC")
          .containsEntry("crv", "P-256")
          .containsEntry("alg", "ES256")
          .containsEntry("use", "sig");
    }
    assertThat(keys.stream().map(key -> key.getKeyID()))
        .isEqualTo(ring.accessTokens().all().stream().map(key -> key.getKeyID()).toList())
        .doesNotContain(ring.identity().signing().getKeyID());
    assertThat(new AccessTokens(ring, ISSUER).jwks()).doesNotContain("\"d\"");
  }
}
