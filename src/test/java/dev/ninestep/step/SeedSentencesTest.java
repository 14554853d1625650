package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static dev.ninestep.step.TestClient.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.decision.Hashes;
import dev.ninestep.event.Refusal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sentences of "OAuth Troubleshooting" that take a clock which a test moves, under the lifetimes
/// of the profile `datalikers`. The others are quoted where they run against the whole program.
class SeedSentencesTest {

  private final TestServer server = new TestServer(ProfileSettings.of("datalikers"));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sessionExpired() {
    // > Session expired. If you stayed on the consent page for more than 10 minutes the CSRF nonce
    // > expires.
    var client = TestClient.register(server);
    var page = location(client.authorize(client.authorization()));
    var form = Form.hidden(server.get(page, "Cookie", client.cookie()).body());
    server.log.pass(Duration.ofMinutes(10).plusMillis(1));
    assertThat(client.decide(Form.with(form, "decision", "allow")).statusCode()).isEqualTo(400);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.CONSENT_EXPIRED);
    // > or the page reloads without progressing.
    // > Reload the consent screen.
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
  void codesLiveForTenMinutes() {
    var client = TestClient.register(server);
    var inTime = client.redemption(client.code());
    server.log.pass(Duration.ofMinutes(10));
    assertThat(client.token(inTime).statusCode()).isEqualTo(200);
    // > Authorization code expired
    // > Codes are single-use and live for 10 minutes. Restart the flow.
    var late = client.redemption(client.code());
    server.log.pass(Duration.ofMinutes(10).plusMillis(1));
    var refused = client.token(late);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).getString("error")).isEqualTo("invalid_grant");
    assertThat(json(refused).getString("error_description")).contains("Restart the flow");
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.CODE_EXPIRED);
    assertThat(client.token(client.redemption(client.code())).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"42, 400", "43, 200", "128, 200", "129, 400"})
  void aVerifierIsFortyThreeToAHundredAndTwentyEightCharacters(int length, int status) {
    // > (43–128 URL-safe characters)
    var verifier = "aZ09-._~".repeat(17).substring(0, length);
    var client = TestClient.register(server);
    var challenged = Form.with(client.authorization(), "code_challenge", Hashes.sha256(verifier));
    var form = Form.hidden(client.consentPage(challenged).body());
    var allowed = location(client.decide(Form.with(form, "decision", "allow")));
    var redemption = client.redemption(Form.query(allowed).get("code"));
    var answer = client.token(Form.with(redemption, "code_verifier", verifier));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  @Test
  void aClientThatHasBeenDeactivatedIsUnknown() {
    var registered = Prover.register(server, "client_secret_basic");
    var client = registered.client();
    assertThat(client.authorize(client.authorization()).statusCode()).isEqualTo(303);
    Facts.delete(server, client.id());
    // > or has been deactivated. Re-run client registration.
    var page = client.authorize(client.authorization());
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.headers().firstValue("Location")).isEmpty();
    assertThat(page.body()).contains("Re-run client registration");
    var refused = registered.post("/token", Map.of("grant_type", "refresh_token"));
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(json(refused).getString("error")).isEqualTo("invalid_client");
  }
}
