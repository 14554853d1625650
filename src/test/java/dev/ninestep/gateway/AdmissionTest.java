package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.token.AccessTokens;
import dev.ninestep.token.KeyRing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a token must be to be let in, and what whoever is not is told.
class AdmissionTest {

  private final Door door = new Door();
  private final Harness harness = door.harness();

  @AfterEach
  void close() {
    door.close();
  }

  /// GW-06.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer %s\r\nAuthorization: Bearer %s",
        "Authorization: Bearer %s, Bearer %s",
        "Authorization: Bearer\t%s",
        "Authorization: Bearer  %s",
        "Authorization: Bearer %s x",
        "Authorization: Bearer",
        "Authorization: Bearer ",
        "Authorization:",
        "Authorization: Bearer \"%s\"",
        "Authorization: %s"
      })
  void anAuthorizationHeaderThatIsNotOneBearerTokenIsRefused(String header) {
    var answer = RawHttp.send(harness.port(), "POST /mcp", header.replace("%s", harness.token()));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("WWW-Authenticate"))
        .singleElement()
        .asString()
        .startsWith("Bearer error=\"invalid_request\", ")
        .contains(Door.WHERE);
    assertThat(door.only(CallRefused.class).refusal())
        .isEqualTo(Refusal.AUTHORIZATION_HEADER_MALFORMED);
    assertThat(door.calls()).isEqualTo(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "bearer", "BEARER", "bEaReR"})
  void theSchemeMayBeOfAnyCase(String scheme) {
    var answer =
        RawHttp.send(
            harness.port(), "POST /mcp", "Authorization: " + scheme + " " + harness.token());
    assertThat(answer.status()).isEqualTo(200);
  }

  /// GW-05.
  @ParameterizedTest
  @CsvSource({
    "/mcp?access_token=%s, false",
    "/mcp?a=b&access_token=%s, false",
    "/mcp/?access%5ftoken=%s, false",
    "/mcp?access_token=%s, true"
  })
  void aTokenInTheUrlIsRefusedEvenBesideAHeader(String path, boolean withHeader) {
    var token = harness.token();
    var header = withHeader ? "Authorization: Bearer " + token : "Accept: */*";
    var answer = RawHttp.send(harness.port(), "GET " + path.replace("%s", token), header);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(door.only(CallRefused.class).refusal()).isEqualTo(Refusal.TOKEN_IN_QUERY);
    assertThat(door.only(CallRefused.class).toString()).doesNotContain(token);
    assertThat(door.calls()).isEqualTo(0);
  }

  /// GW-02.
  @Test
  void somethingElseThanAnAccessTokenIsRefused() {
    door.refused("undefined", Refusal.TOKEN_MALFORMED);
  }

  @Test
  void aTokenThatWasCutIsRefused() {
    var token = harness.token();
    door.refused(token.substring(0, token.length() - 1), Refusal.TOKEN_MALFORMED);
  }

  @Test
  void aTokenOfAnotherServerIsRefused() {
    var other = new AccessTokens(KeyRing.generate(), Harness.ISSUER);
    door.refused(other.sign(harness.granted()), Refusal.TOKEN_SIGNATURE_WRONG);
  }

  @Test
  void aTokenIsGoodUntilTheInstantItExpires() {
    var token = harness.granted();
    harness.facts.pass(Duration.between(harness.facts.now(), token.expiresAt()).minusMillis(1));
    assertThat(door.call(harness.tokens.sign(token)).status()).isEqualTo(200);
    harness.facts.pass(Duration.ofMillis(1));
    door.refused(token, Refusal.TOKEN_EXPIRED);
  }

  /// GW-03.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080",
        "http://localhost:8080/mcp2",
        "http://localhost:8080/mcp/sub",
        "http://localhost.evil.example:8080/mcp",
        "https://localhost:8080/mcp"
      })
  void aTokenForAnotherAudienceIsRefused(String audience) {
    door.refused(harness.tokenFor(new ResourceUri(audience)), Refusal.TOKEN_WRONG_AUDIENCE);
  }

  /// GW-11.
  @Test
  void whatTheServerDemandsIsLookedAtOnEveryPathToo() {
    var token = narrowed(harness.granted());
    for (var request : List.of("GET /mcp", "POST /mcp", "POST /mcp/tools/call")) {
      assertThat(door.call(request, token).status()).isEqualTo(403);
    }
    assertThat(door.calls()).isEqualTo(0);
  }

  /// GW-12.
  @Test
  void aTokenWithoutTheNeededScopeIsToldAllThatIsNeededBesideWhatItHas() {
    var answer = door.call(harness.tokens.sign(narrowed(harness.granted())));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("WWW-Authenticate"))
        .singleElement()
        .asString()
        .startsWith("Bearer error=\"insufficient_scope\", ")
        .contains(Door.WHERE)
        .endsWith("scope=\"mcp support\"");
    assertThat(door.only(CallRefused.class).refusal()).isEqualTo(Refusal.SCOPE_INSUFFICIENT);
  }

  private static AccessToken narrowed(AccessToken token) {
    return new AccessToken(
        token.flow(),
        token.client(),
        token.account(),
        Scope.of("support"),
        token.resource(),
        token.id(),
        token.issuedAt(),
        token.expiresAt());
  }

  /// KY-02.
  @Test
  void aTokenThatWasLetInIsRefusedOnceItsKeyIsGone() {
    var token = harness.token();
    assertThat(door.call(token).status()).isEqualTo(200);
    harness.tokens.use(KeyRing.generate());
    assertThat(door.call(token).status()).isEqualTo(401);
  }

  /// GW-23.
  @Test
  void aPodThatHasNotReadTheLogForLongLetsNobodyIn() {
    var token = harness.token();
    harness.log.isStaleBy(Duration.ofSeconds(5));
    assertThat(door.call(token).status()).isEqualTo(200);
    harness.log.isStaleBy(Duration.ofMillis(5_001));
    var answer = door.call(token);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isNotEmpty();
    assertThat(answer.header("WWW-Authenticate")).isEmpty();
    assertThat(door.only(CallRefused.class).refusal()).isEqualTo(Refusal.GATEWAY_STALE);
  }
}
