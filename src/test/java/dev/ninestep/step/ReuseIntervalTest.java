package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.RefreshRepeated;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.RefreshToken;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// RF-05: processes that share one refresh token, at a server whose operator lets them.
class ReuseIntervalTest {

  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final TestServer server = new TestServer(TestSettings.reusing(INTERVAL));
  private TestClient client;
  private Map<String, String> refresh;

  @BeforeEach
  void connect() {
    client = TestClient.register(server);
    refresh = client.refresh(client.refreshToken());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RefreshToken successor() {
    var answer = client.token(refresh);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return server.sealed.openRefreshToken(json(answer).getString("refresh_token")).orElseThrow();
  }

  private void isReuse() {
    assertThat(json(client.token(refresh)).getString("error")).isEqualTo("invalid_grant");
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.REFRESH_TOKEN_REUSED);
  }

  // RF-05
  @Test
  void withinTheIntervalARepeatGetsTheSameSuccessorAndIsCounted() {
    var first = successor();
    server.log.pass(INTERVAL.minusMillis(1));
    assertThat(successor()).isEqualTo(first);
    assertThat(successor()).isEqualTo(first);
    assertThat(server.log.events(RefreshRepeated.class))
        .extracting(RefreshRepeated::count)
        .containsExactly(1, 2);

    var next = client.token(client.refresh(server.sealed.seal(first)));
    assertThat(next.statusCode()).isEqualTo(200);
  }

  // RF-05
  @Test
  void afterTheIntervalARepeatRevokes() {
    var first = successor();
    server.log.pass(INTERVAL);
    isReuse();
    assertThat(client.token(client.refresh(server.sealed.seal(first))).statusCode()).isEqualTo(400);
  }

  // RF-05
  @Test
  void anOlderOneThanTheLatestRevokes() {
    client.token(client.refresh(server.sealed.seal(successor())));
    isReuse();
  }

  // RF-05
  @Test
  void tooManyRepeatsRevoke() {
    successor();
    for (var i = 0; i < 15; i++) {
      successor();
    }
    isReuse();
  }

  // RF-04, RF-05
  @Test
  void of8ParallelRefreshesAllGetTheSameGenerationAndTheGrantStands() {
    var generations =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(_ -> successor().generation())
            .distinct()
            .toList();
    assertThat(generations).containsExactly(2);
    assertThat(server.log.events(RefreshRepeated.class)).hasSize(7);
  }
}
