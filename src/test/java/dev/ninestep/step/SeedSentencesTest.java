package dev.ninestep.step;

import static dev.ninestep.step.TestClient.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Sentences of the two help pages that take a clock which a test moves. What is said in quotes is
/// theirs; the others are quoted where they run against the whole program.
class SeedSentencesTest {

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sessionExpired() {
    // "If you stayed on the consent page for more than 10 minutes the CSRF nonce expires."
    var client = TestClient.register(server);
    var page = location(client.authorize(client.authorization()));
    var form = Form.hidden(server.get(page, "Cookie", client.cookie()).body());
    server.log.pass(Duration.ofMinutes(10).plusMillis(1));
    assertThat(client.decide(Form.with(form, "decision", "allow")).statusCode()).isEqualTo(400);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.CONSENT_EXPIRED);
    // "Reload the consent screen."
    var again = Form.hidden(server.get(page, "Cookie", client.cookie()).body());
    assertThat(location(client.decide(Form.with(again, "decision", "allow")))).contains("code=");
  }

  @Test
  void onePressWithinTenMinutesIsInTime() {
    var client = TestClient.register(server);
    var form = client.allowing();
    server.log.pass(Duration.ofMinutes(10));
    assertThat(location(client.decide(form))).contains("code=");
  }

  @Test
  void codeExpiredOrRedeemed() {
    // "Codes are single-use and live for 10 minutes. Restart the flow." Here they live for 60 s.
    var client = TestClient.register(server);
    var redemption = client.redemption(client.code());
    server.log.pass(Duration.ofSeconds(60).plusMillis(1));
    assertThat(client.token(redemption).statusCode()).isEqualTo(400);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.CODE_EXPIRED);
    var restarted = client.redemption(client.code());
    assertThat(client.token(restarted).statusCode()).isEqualTo(200);
  }
}
