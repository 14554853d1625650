package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.ninestep.event.AssertionPresented;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.protocol.ClientId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// TK-19: clients that prove themselves with a signed JWT.
class PrivateKeyJwtTest {

  private static final SigningClient KEYS = SigningClient.es256();
  private static final Map<String, String> REQUEST = Map.of("grant_type", "client_credentials");

  private final TestServer server = new TestServer();
  private final ClientId client = Facts.registerWithKeys(server, KEYS.jwks());

  @AfterEach
  void stop() {
    server.close();
  }

  private Instant now() {
    return server.log.now();
  }

  private HttpResponse<String> send(String assertion) {
    return server.postForm("/token", Form.and(REQUEST, SigningClient.proof(assertion)));
  }

  private void isRefused(HttpResponse<String> response, Refusal refusal) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(401);
    assertThat(json(response).getString("error")).isEqualTo("invalid_client");
    assertThat(server.lastRefused().refusal()).isEqualTo(refusal);
    assertThat(server.log.events(TokensIssued.class)).isEmpty();
  }

  private void isRefused(UnaryOperator<JWTClaimsSet.Builder> change, Refusal refusal) {
    isRefused(send(KEYS.assertion(client, now(), change)), refusal);
    assertThat(server.log.events(AssertionPresented.class)).isEmpty();
  }

  @Test
  void aSignedAssertionProvesTheClientAndTheClientIdMayBeLeftOut() {
    assertThat(send(KEYS.assertion(client, now())).statusCode()).isEqualTo(200);
    var named = Form.with(REQUEST, "client_id", client.value());
    var proof = SigningClient.proof(KEYS.assertion(client, now()));
    assertThat(server.postForm("/token", Form.and(named, proof)).statusCode()).isEqualTo(200);
    assertThat(send(KEYS.typed(client, now(), "client-authentication+jwt")).statusCode())
        .isEqualTo(200);
    assertThat(server.issued(3)).hasSize(3);
  }

  @Test
  void aCodeAndARefreshAreProvenTheSameWay() {
    var prover = Prover.register(server, "private_key_jwt");
    var tokens = prover.tokens();
    var refreshed =
        prover.post("/token", prover.client().refresh(tokens.getString("refresh_token")));
    assertThat(refreshed.statusCode()).as(refreshed.body()).isEqualTo(200);
  }

  @Test
  void rsaKeysAreGoodToo() throws Exception {
    var key = new RSAKeyGenerator(2_048).generate();
    for (var algorithm : List.of(JWSAlgorithm.PS256, JWSAlgorithm.RS256)) {
      var rsa = new SigningClient(key, algorithm);
      var id = Facts.registerWithKeys(server, rsa.jwks());
      assertThat(send(rsa.assertion(id, now())).statusCode()).isEqualTo(200);
    }
  }

  // TK-19
  @Test
  void theAudienceIsTheIssuerAndNothingElse() {
    for (var audience :
        List.of(
            List.of("https://auth.example/token"),
            List.of("https://auth.example/"),
            List.of("https://auth.example", "https://other.example"))) {
      isRefused(claims -> claims.audience(audience), Refusal.CLIENT_ASSERTION_WRONG_AUDIENCE);
    }
  }

  // TK-19
  @Test
  void itLivesForMinutesFromNow() {
    isRefused(claims -> claims.expirationTime(Date.from(now())), Refusal.CLIENT_ASSERTION_NOT_NOW);
    isRefused(
        claims -> claims.expirationTime(Date.from(now().plusSeconds(661))),
        Refusal.CLIENT_ASSERTION_NOT_NOW);
    isRefused(
        claims -> claims.notBeforeTime(Date.from(now().plusSeconds(61))),
        Refusal.CLIENT_ASSERTION_NOT_NOW);
    var latest = KEYS.assertion(client, now(), c -> c.expirationTime(at(now().plusSeconds(660))));
    assertThat(send(latest).statusCode()).isEqualTo(200);
  }

  private static Date at(Instant instant) {
    return Date.from(instant);
  }

  // TK-19
  @Test
  void itCountsOnce() {
    var assertion = KEYS.assertion(client, now());
    assertThat(send(assertion).statusCode()).isEqualTo(200);
    server.issued(1);
    var again = send(assertion);
    assertThat(again.statusCode()).isEqualTo(401);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.CLIENT_ASSERTION_REPLAYED);

    server.log.pass(Duration.ofMinutes(5));
    send(assertion);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.CLIENT_ASSERTION_NOT_NOW);
  }

  // TK-19
  @Test
  void of8ThatComeAtOnceOneCounts() {
    var assertion = KEYS.assertion(client, now());
    var answers = IntStream.range(0, 8).parallel().mapToObj(_ -> send(assertion)).toList();
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 401).hasSize(7);
  }

  @Test
  void theSameIdOfAnotherClientIsAnotherId() {
    var other = Facts.registerWithKeys(server, KEYS.jwks());
    assertThat(send(KEYS.assertion(client, now(), c -> c.jwtID("1"))).statusCode()).isEqualTo(200);
    assertThat(send(KEYS.assertion(other, now(), c -> c.jwtID("1"))).statusCode()).isEqualTo(200);
  }

  @Test
  void nobodyElseCanSignIt() {
    isRefused(send(SigningClient.es256().assertion(client, now())), Refusal.CLIENT_ASSERTION_WRONG);
    isRefused(claims -> claims.issuer("somebody else"), Refusal.CLIENT_ASSERTION_WRONG);
    isRefused(send(KEYS.typed(client, now(), "at+jwt")), Refusal.CLIENT_ASSERTION_WRONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "sub", "aud", "exp", "jti"})
  void nothingMayBeMissing(String claim) {
    isRefused(claims -> claims.claim(claim, null), Refusal.CLIENT_ASSERTION_WRONG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage",
        "a.b.c",
        // {"alg":"none"}
        "eyJhbGciOiJub25lIn0.e30.",
        // {"alg":"HS256"}
        "eyJhbGciOiJIUzI1NiJ9.e30.AAAA"
      })
  void whatIsNoSignedJwtProvesNothing(String text) {
    isRefused(send(text), Refusal.CLIENT_ASSERTION_WRONG);
  }

  @Test
  void anotherTypeOfAssertionIsRefused() {
    var proof =
        Form.with(
            SigningClient.proof(KEYS.assertion(client, now())),
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:saml2-bearer");
    isRefused(server.postForm("/token", Form.and(REQUEST, proof)), Refusal.CLIENT_ASSERTION_WRONG);
  }

  // TK-15, TK-17
  @Test
  void twoWaysAtOnceAndOtherWaysThanRegisteredAreRefused() {
    var proof = Form.and(REQUEST, SigningClient.proof(KEYS.assertion(client, now())));
    assertThat(server.postForm("/token", Form.with(proof, "client_secret", "s")).statusCode())
        .isEqualTo(400);
    assertThat(
            server.postForm("/token", proof, Introspecting.basic(client.value(), "s")).statusCode())
        .isEqualTo(400);
    assertThat(server.postForm("/token", Form.with(proof, "client_id", "other")).statusCode())
        .isEqualTo(400);
    isRefused(
        server.postForm("/token", Form.with(REQUEST, "client_id", client.value())),
        Refusal.CLIENT_CREDENTIALS_WRONG);

    var open = TestClient.register(server).id();
    isRefused(send(KEYS.assertion(open, now())), Refusal.CLIENT_CREDENTIALS_WRONG);
  }

  @Test
  void withoutTheLogNobodyIsProven() {
    server.log.goDown();
    assertThat(send(KEYS.assertion(client, now())).statusCode()).isEqualTo(503);
  }

  @Test
  void theLogHoldsAHashOfTheId() {
    send(KEYS.assertion(client, now(), c -> c.jwtID("the id itself")));
    assertThat(server.log.events(AssertionPresented.class))
        .singleElement()
        .satisfies(told -> assertThat(told.idHash()).hasSize(43));
    assertThat(server.log.facts().toString()).doesNotContain("the id itself");
  }
}
