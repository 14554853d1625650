package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Three pods on one log, two of them with clocks a minute off: what counts once counts once on all
/// of them, and what has ended has ended on all of them.
class TwoPodsTest {

  private static final SigningClient KEYS = SigningClient.es256();
  private static final Duration CODE_LIVES = Duration.ofSeconds(60);

  private final TestServer here = new TestServer();
  private final TestServer ahead = here.another(Duration.ofMinutes(1));
  private final TestServer behind = here.another(Duration.ofMinutes(-1));
  private final List<TestServer> pods = List.of(here, ahead, behind);

  @AfterEach
  void stop() {
    pods.forEach(TestServer::close);
  }

  /// The client's code from one pod, and what another makes of it later.
  private HttpResponse<String> redeemed(TestServer from, TestServer at, Duration later) {
    var client = TestClient.register(from);
    var form = client.redemption(client.code());
    here.log.pass(later);
    return at.postForm("/token", form);
  }

  // TK-10
  @ParameterizedTest
  @CsvSource({"0,0", "0,1", "0,2", "1,0", "1,1", "1,2", "2,0", "2,1", "2,2"})
  void aCodeLivesAsLongOnEveryPodWhateverItsClockSays(int from, int at) {
    var inTime = redeemed(pods.get(from), pods.get(at), CODE_LIVES.minusSeconds(1));
    assertThat(inTime.statusCode()).as(inTime.body()).isEqualTo(200);
    var late = redeemed(pods.get(from), pods.get(at), CODE_LIVES.plusSeconds(1));
    assertThat(late.statusCode()).isEqualTo(400);
    assertThat(json(late).getString("error")).isEqualTo("invalid_grant");
    assertThat(pods.get(at).lastRefused().refusal()).isEqualTo(Refusal.CODE_EXPIRED);
  }

  private HttpResponse<String> proven(TestServer pod, String assertion) {
    var request = Map.of("grant_type", "client_credentials");
    return pod.postForm("/token", Form.and(request, SigningClient.proof(assertion)));
  }

  // TK-19
  @Test
  void anAssertionCountsOnceOnAllPods() {
    var client = Facts.registerWithKeys(here, KEYS.jwks());
    var assertion = KEYS.assertion(client, here.log.now());
    assertThat(proven(here, assertion).statusCode()).isEqualTo(200);
    for (var pod : pods) {
      var again = proven(pod, assertion);
      assertThat(again.statusCode()).isEqualTo(401);
      assertThat(json(again).getString("error")).isEqualTo("invalid_client");
    }
    assertThat(here.log.events(StepRefused.class))
        .extracting(StepRefused::refusal)
        .containsOnly(Refusal.CLIENT_ASSERTION_REPLAYED);
  }

  // TK-19
  @Test
  void ofAnAssertionThatComesToAllPodsAtOnceOneCounts() {
    var client = Facts.registerWithKeys(here, KEYS.jwks());
    var assertion = KEYS.assertion(client, here.log.now());
    var answers =
        IntStream.range(0, 9).parallel().mapToObj(i -> proven(pods.get(i % 3), assertion)).toList();
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 401).hasSize(8);
    assertThat(here.issued(1)).hasSize(1);
  }

  // RV-09
  @Test
  void theNextCallAtAnyPodIsRefusedOnceARevocationWasAnswered() {
    var client = TestClient.register(here);
    var tokens = client.tokens();
    var access = tokens.getString("access_token");
    try (var gateway = new GatewayBeside(ahead);
        var other = new GatewayBeside(behind)) {
      assertThat(gateway.call(access).statusCode()).isEqualTo(200);
      assertThat(other.call(access).statusCode()).isEqualTo(200);
      var answered = here.log.now();
      var form = Map.of("client_id", client.id().value(), "token", access);
      assertThat(here.postForm("/revoke", form).statusCode()).isEqualTo(200);

      for (var refused : List.of(gateway.call(access), other.call(access))) {
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(json(refused).getString("error")).isEqualTo("invalid_token");
      }
      for (var pod : pods) {
        assertThat(Introspecting.asTheResource(pod, access)).isEqualTo("{\"active\":false}");
        var refresh = client.refresh(tokens.getString("refresh_token"));
        assertThat(json(pod.postForm("/token", refresh)).getString("error"))
            .isEqualTo("invalid_grant");
      }
      assertThat(Duration.between(answered, here.log.now())).as("in the log's time").isZero();
    }
  }
}
