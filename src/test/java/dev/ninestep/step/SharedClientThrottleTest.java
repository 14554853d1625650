package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.document.DocumentHost;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A client whose id is a URL is the same for all who install it: nobody is held up by what others
/// do with it, though they are behind one address. (RF-18, D8)
class SharedClientThrottleTest {

  /// Two such are more than one of them may do.
  private static final int SHARE = TestServer.PER_MINUTE * 2 / 3;

  private final DocumentHost host = new DocumentHost();
  private final TestServer server = new TestServer(host.documents(TestSettings.REDIRECTS));
  private ClientId shared;

  @BeforeEach
  void describe() {
    shared = host.url("/client.json");
    host.serve("/client.json", DocumentHost.document(shared.value(), TestClient.CALLBACK));
  }

  @AfterEach
  void stop() {
    server.close();
    host.close();
  }

  /// One who has installed it, and the refresh token of their grant.
  private final class Installed {

    private final TestClient client = TestClient.of(server, shared);
    private String token = client.refreshToken();

    private FlowId grant() {
      return server.sealed.openRefreshToken(token).orElseThrow().flow();
    }

    private HttpResponse<String> refresh() {
      var answer = client.token(client.refresh(token));
      if (answer.statusCode() == 200) {
        token = json(answer).getString("refresh_token");
      }
      return answer;
    }

    private void refresh(int times) {
      for (var i = 0; i < times; i++) {
        var answer = refresh();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      }
    }
  }

  private HttpResponse<String> rubbish() {
    var client = TestClient.of(server, shared);
    return client.token(client.refresh("rubbish"));
  }

  private static void isHeldUp(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("60");
  }

  // RF-18
  @Test
  void twoGrantsBehindOneAddressDoNotHoldEachOtherUp() {
    var one = new Installed();
    var other = new Installed();
    one.refresh(SHARE);
    other.refresh(SHARE);
    assertThat(server.log.events(StepRefused.class)).isEmpty();
  }

  // RF-18
  @Test
  void oneGrantBeyondTheLimitWaitsAlone() {
    var busy = new Installed();
    var other = new Installed();
    busy.refresh(TestServer.PER_MINUTE - 1);
    for (var i = 0; i < 5; i++) {
      isHeldUp(busy.refresh());
    }
    other.refresh(1);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.TOKEN_REQUESTS_TOO_MANY);
    assertThat(server.log.facts())
        .filteredOn(fact -> fact.event() instanceof StepRefused)
        .extracting(fact -> fact.flow())
        .as("told in the flow of the grant, and once")
        .containsExactly(busy.grant());

    server.log.pass(Duration.ofSeconds(60));
    busy.refresh(1);
  }

  // RF-18
  @Test
  void rubbishFromOneAddressIsHeldUpAndNoGrantWithIt() {
    var installed = new Installed();
    for (var i = 0; i < TestServer.PER_MINUTE; i++) {
      assertThat(json(rubbish()).getString("error")).isEqualTo("invalid_grant");
    }
    isHeldUp(rubbish());
    installed.refresh(1);
  }

  // RF-18
  @Test
  void aTokenThatIsRefusedCountsForItsGrant() {
    var installed = new Installed();
    var wide = Form.with(installed.client.refresh(installed.token), "scope", "mcp support");
    for (var i = 1; i < TestServer.PER_MINUTE; i++) {
      assertThat(json(installed.client.token(wide)).getString("error")).isEqualTo("invalid_scope");
    }
    isHeldUp(installed.client.token(wide));
    assertThat(json(rubbish()).getString("error")).isEqualTo("invalid_grant");
  }
}
