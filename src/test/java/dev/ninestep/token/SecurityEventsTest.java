package dev.ninestep.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Issuer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Security event tokens as somebody reads them who knows the standards and our published keys.
class SecurityEventsTest {

  private static final KeyRing RING = KeyRing.generate();
  private static final Issuer ISSUER = new Issuer("https://auth.example.com");
  private static final Instant ENDED = Instant.parse("2026-11-22T12:00:00.987Z");
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:01.5Z");
  private static final AccountId ANNA = new AccountId(1, 2);
  private static final FlowId FLOW = new FlowId(3, 4);

  private final SecurityEvents events = new SecurityEvents(RING, ISSUER);

  private static SecurityEvent about(EventSubject subject) {
    return new SecurityEvent(
        "FLOW/3@1207#1",
        "https://files.example.com",
        Optional.of(FLOW),
        subject,
        ENDED,
        InitiatingEntity.USER,
        "The user disconnected the client.");
  }

  private JWTClaimsSet claims(EventSubject subject) throws Exception {
    return SignedJWT.parse(events.sign(about(subject), NOW)).getJWTClaimsSet();
  }

  @Test
  void anotherImplementationVerifiesItWithThePublishedKeys() throws Exception {
    var jwt = SignedJWT.parse(events.sign(about(new EventSubject.User(ANNA)), NOW));

    var published = JWKSet.parse(new AccessTokens(RING, ISSUER).jwks());
    var key = published.getKeyByKeyId(jwt.getHeader().getKeyID());
    assertThat(jwt.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
    assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
    assertThat(jwt.getHeader().getType()).isEqualTo(new JOSEObjectType("secevent+jwt"));
  }

  @Test
  void itSaysWhoseTokensOfWhichGrantEndedWhenAndWhy() throws Exception {
    assertThat(claims(new EventSubject.Session(ANNA, FLOW)).toJSONObject())
        .isEqualTo(
            Map.of(
                "iss",
                "https://auth.example.com",
                "aud",
                "https://files.example.com",
                "iat",
                NOW.getEpochSecond(),
                "jti",
                "FLOW/3@1207#1",
                "txn",
                FLOW.toString(),
                "sub_id",
                Map.of(
                    "format",
                    "complex",
                    "user",
                    user(),
                    "session",
                    Map.of("format", "opaque", "id", FLOW.toString())),
                "events",
                Map.of(
                    "https://schemas.openid.net/secevent/caep/event-type/session-revoked",
                    Map.of(
                        "event_timestamp",
                        ENDED.getEpochSecond(),
                        "initiating_entity",
                        "user",
                        "reason_admin",
                        Map.of("en", "The user disconnected the client.")))));
  }

  private static Map<String, String> user() {
    return Map.of("format", "iss_sub", "iss", "https://auth.example.com", "sub", ANNA.toString());
  }

  @Test
  void anAccountIsNamedWithoutASessionAndAClientByItself() throws Exception {
    assertThat(claims(new EventSubject.User(ANNA)).getClaim("sub_id"))
        .isEqualTo(Map.of("format", "complex", "user", user()));
    assertThat(claims(new EventSubject.Application(new ClientId("mcp_1"))).getClaim("sub_id"))
        .isEqualTo(
            Map.of("format", "complex", "application", Map.of("format", "opaque", "id", "mcp_1")));
  }

  @Test
  void itIsNoAccessToken() {
    var text = events.sign(about(new EventSubject.User(ANNA)), NOW);
    assertThat(new AccessTokens(RING, ISSUER).verify(text))
        .isInstanceOf(Verification.NotOurs.class);
  }

  @Test
  void aTurnedRingSignsWithItsNewKey() throws Exception {
    var turned = RING.announce(Instant.EPOCH).turn(Instant.EPOCH);
    var before = SignedJWT.parse(events.sign(about(new EventSubject.User(ANNA)), NOW));
    events.use(turned);
    var after = SignedJWT.parse(events.sign(about(new EventSubject.User(ANNA)), NOW));
    assertThat(List.of(before.getHeader().getKeyID(), after.getHeader().getKeyID()))
        .doesNotHaveDuplicates();
    assertThat(JWKSet.parse(new AccessTokens(turned, ISSUER).jwks()).getKeys())
        .extracting(key -> key.getKeyID())
        .contains(after.getHeader().getKeyID());
  }
}
