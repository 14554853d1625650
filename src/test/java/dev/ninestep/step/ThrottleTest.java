package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import java.time.Duration;
import java.util.HashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
