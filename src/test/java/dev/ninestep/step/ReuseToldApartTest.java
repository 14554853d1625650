package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Refusal;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A refresh token that comes again does so in a race, late, or because an answer was lost; the
/// trace learns which.
class ReuseToldApartTest {

  private final TestServer server = new TestServer();
  private TestClient client;
  private String first;
  private String second;

  @BeforeEach
  void rotateOnce() {
    client = TestClient.register(server);
    first = client.refreshToken();
    second = json(refresh(first)).getString("refresh_token");
    server.issued(2);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> refresh(String token) {
    return client.token(client.refresh(token));
  }

  private void isRefused(HttpResponse<String> answer, Refusal refusal, String how) {
    assertThat(json(answer).getString("error")).isEqualTo("invalid_grant");
    assertThat(server.lastRefused().refusal()).isEqualTo(refusal);
    assertThat(server.lastRefused().evidence().detail())
        .hasValueSatisfying(detail -> assertThat(detail).contains(how));
  }

  @Test
  void ofTwoProcessesTheSecondIsSaidToHaveRaced() {
    server.log.pass(Duration.ofSeconds(9));
    isRefused(refresh(first), Refusal.REFRESH_TOKEN_REUSED, "race");
  }

  @Test
  void anOldTokenIsSaidToBeLate() {
    server.log.pass(Duration.ofSeconds(10));
    isRefused(refresh(first), Refusal.REFRESH_TOKEN_REUSED, "late");
  }

  @Test
  void afterAReuseTheOthersAreToldSinceWhen() {
    refresh(first);
    isRefused(refresh(second), Refusal.REFRESH_TOKEN_REUSED, "revoked at");
  }

  @Test
  void afterAnAnswerThatWasLostTheSameTokenCountsOnceMoreAndTheLostOneNoMore() {
    Facts.lose(server);
    assertThat(refresh(first).statusCode()).isEqualTo(200);
    server.issued(3);
    isRefused(refresh(second), Refusal.REFRESH_TOKEN_OF_LOST_ANSWER, "issued anew");
  }
}
