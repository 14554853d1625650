package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.event.TokenIntrospected;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A client that comes to the token endpoint too often. (RF-18, TK-18)
class ThrottleTest {

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  // RF-18
  @Test
  void theFirstRequestBeyondTheLimitWaitsAndTheLogHearsOfItOnce() {
    var client = TestClient.register(server);
    var token = client.refreshToken();
    for (var i = 1; i < TestServer.PER_MINUTE; i++) {
      var answer = client.token(client.refresh(token));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      token = json(answer).getString("refresh_token");
    }
    for (var i = 0; i < 20; i++) {
      var refused = client.token(client.refresh(token));
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("60");
      assertThat(json(refused).getString("error")).isEqualTo("too_many_requests");
    }
    assertThat(server.log.events(StepRefused.class))
        .extracting(StepRefused::refusal)
        .containsExactly(Refusal.TOKEN_REQUESTS_TOO_MANY);

    server.log.pass(Duration.ofSeconds(60));
    assertThat(client.token(client.refresh(token)).statusCode()).isEqualTo(200);
  }

  // TK-18
  @ParameterizedTest
  @ValueSource(strings = {"/revoke", "/introspect", "/par"})
  void secretsAreNotGuessedElsewhereEither(String path) {
    var prover = Prover.register(server, "client_secret_post");
    var form = Form.with(prover.client().authorization(), "token", "any");
    var wrong = Form.with(form, "client_secret", "guessed");
    for (var i = 0; i < 10; i++) {
      assertThat(json(server.postForm(path, wrong)).getString("error")).isEqualTo("invalid_client");
    }
    isHeldUp(server.postForm(path, wrong));
    isHeldUp(prover.post(path, form));
    isHeldUp(prover.post("/token", Map.of("grant_type", "refresh_token")));
    server.log.pass(Duration.ofSeconds(60));
    assertThat(prover.post(path, form).statusCode()).isIn(200, 201);
  }

  private static void isHeldUp(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("60");
  }

  // TK-18
  @Test
  void theSecretOfAResourceServerIsNotGuessedEither() {
    var form = Map.of("token", "any");
    for (var i = 0; i < 10; i++) {
      assertThat(server.postForm("/introspect", form, Introspecting.asResource("no")).statusCode())
          .isEqualTo(401);
    }
    isHeldUp(server.postForm("/introspect", form, Introspecting.asResource("no")));
  }

  // IN-07
  @Test
  void whoTriesTokensOutIsHeldUpAndStillLearnsOfThoseThereAre() {
    var token = TestClient.register(server).tokens().getString("access_token");
    for (var i = 0; i < TestServer.PER_MINUTE; i++) {
      assertThat(Introspecting.asTheResource(server, "guess " + i)).contains("\"active\":false");
    }
    for (var i = 0; i < 5; i++) {
      isHeldUp(
          server.postForm(
              "/introspect",
              Map.of("token", "one guess too many"),
              Introspecting.asResource(TestServer.RESOURCE_SECRET)));
    }
    assertThat(server.log.events(TokenIntrospected.class)).hasSize(TestServer.PER_MINUTE);
    assertThat(server.log.events(StepRefused.class)).hasSize(1);
    assertThat(Introspecting.asTheResource(server, token)).contains("\"active\":true");
    server.log.pass(Duration.ofSeconds(60));
    assertThat(Introspecting.asTheResource(server, "guess")).contains("\"active\":false");
  }

  // RF-19
  @Test
  void whoRepeatsWhatFailsIsServedWithoutTheLog() {
    var facts = new AtomicInteger();
    try (var storming = new TestServer(log -> new CountedLog(log, facts))) {
      var client = TestClient.register(storming);
      var token = client.refreshToken();
      storming.issued(1);
      storming.log.goDown();
      for (var i = 0; i < 10; i++) {
        assertThat(client.token(client.refresh(token)).statusCode()).isEqualTo(503);
      }
      var before = facts.get();
      for (var i = 0; i < 50; i++) {
        isHeldUp(client.token(client.refresh(token)));
      }
      assertThat(facts).hasValue(before);
    }
  }

  // REG-23
  @Test
  void whoRegistersTooManyClientsIsToldHowLongToWait() {
    for (var i = 0; i < 20; i++) {
      TestClient.register(server);
      server.log.pass(Duration.ofSeconds(1));
    }
    var body = "{\"redirect_uris\":[\"https://a.example/cb\"]}";
    var refused = server.post("/register", "application/json", body);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("3580");
    assertThat(server.postFrom("127.0.0.2", "/register", body).statusCode())
        .as("another source")
        .isEqualTo(201);
    server.log.pass(Duration.ofSeconds(3_580));
    assertThat(server.post("/register", "application/json", body).statusCode()).isEqualTo(201);
  }

  // TK-18
  @Test
  void whoFailsInTheNameOfAClientIsHeldUpAfterTenFailures() {
    var client = TestClient.register(server);
    var wrong = new HashMap<>(client.refresh(client.refreshToken()));
    wrong.put("client_secret", "guessed");
    for (var i = 0; i < 10; i++) {
      assertThat(json(client.token(wrong)).getString("error")).isEqualTo("invalid_client");
    }
    assertThat(client.token(wrong).statusCode()).isEqualTo(429);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.TOKEN_REQUESTS_TOO_MANY);
  }
}
