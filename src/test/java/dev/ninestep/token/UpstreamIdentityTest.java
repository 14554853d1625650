package dev.ninestep.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ninestep.protocol.Issuer;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;

class UpstreamIdentityTest {

  private static final KeyRing RING = KeyRing.generate();
  private static final Issuer ISSUER = new Issuer("https://auth.example.com");
  private static final UpstreamIdentity IDENTITY = new UpstreamIdentity(RING, ISSUER);
  private static final URI UPSTREAM = URI.create("http://127.0.0.1:9000/mcp?x=1");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void anUpstreamLearnsWhoCalls() {
    for (var seed = 0; seed < 20; seed++) {
      var caller = new Samples(seed).upstreamCaller();
      var header = IDENTITY.sign(caller, UPSTREAM, NOON);

      assertThat(IDENTITY.verify(header, UPSTREAM, NOON)).contains(caller);
    }
  }

  @Test
  void aHeaderLastsFiveMinutes() {
    var header = IDENTITY.sign(new Samples(1).upstreamCaller(), UPSTREAM, NOON);

    assertThat(IDENTITY.verify(header, UPSTREAM, NOON.plusMillis(299_999))).isPresent();
    assertThat(IDENTITY.verify(header, UPSTREAM, NOON.plusSeconds(300))).isEmpty();
  }

  @Test
  void aHeaderIsForOneUpstream() {
    var header = IDENTITY.sign(new Samples(2).upstreamCaller(), UPSTREAM, NOON);

    assertThat(IDENTITY.verify(header, URI.create("http://127.0.0.1:9000/mcp"), NOON)).isEmpty();
  }

  @Test
  void aHeaderIsOfOneIssuer() {
    var other = new UpstreamIdentity(RING, new Issuer("https://other.example.com"));
    var header = other.sign(new Samples(3).upstreamCaller(), UPSTREAM, NOON);

    assertThat(IDENTITY.verify(header, UPSTREAM, NOON)).isEmpty();
  }

  @Test
  void anAccessTokenIsNoHeader() {
    var token = new AccessTokens(RING, ISSUER).sign(new Samples(4).accessToken());

    assertThat(IDENTITY.verify(token, UPSTREAM, Instant.EPOCH)).isEmpty();
  }

  @Test
  void anUpstreamNeedsNothingButThePublishedKeys() throws Exception {
    var jwt = SignedJWT.parse(IDENTITY.sign(new Samples(5).upstreamCaller(), UPSTREAM, NOON));
    var keys = JWKSet.parse(IDENTITY.jwks());

    var key = keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey();

    assertThat(jwt.verify(new ECDSAVerifier(key))).isTrue();
    assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly(UPSTREAM.toString());
    assertThat(jwt.getJWTClaimsSet().getExpirationTime())
        .isEqualTo(Date.from(NOON.plus(UpstreamIdentity.LIFETIME)));
    assertThat(jwt.getJWTClaimsSet().getClaims())
        .containsOnlyKeys("iss", "sub", "aud", "client_id", "scope", "flow", "iat", "exp");
    assertThat(keys.containsNonPublicKeys()).isFalse();
  }

  @Test
  void aHeaderWithAnotherCallerWrittenIntoItIsRefused() {
    var mine = IDENTITY.sign(new Samples(6).upstreamCaller(), UPSTREAM, NOON).split("\\.");
    var theirs = IDENTITY.sign(new Samples(7).upstreamCaller(), UPSTREAM, NOON).split("\\.");

    assertThat(IDENTITY.verify(mine[0] + "." + theirs[1] + "." + mine[2], UPSTREAM, NOON))
        .isEmpty();
  }
}
