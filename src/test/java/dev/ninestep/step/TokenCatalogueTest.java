package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.Scope;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lines of the security catalogue about the token endpoint that no other test walks.
class TokenCatalogueTest {

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  // TK-08
  @Test
  void noCodeIsIssuedWithoutAChallengeSoNoVerifierCanBeStripped() {
    var client = TestClient.register(server);
    var bare = Form.without(client.authorization(), "code_challenge");
    assertThat(TestClient.location(client.authorize(bare))).contains("error=invalid_request");
    var lean = Form.without(client.redemption(client.code()), "code_verifier");
    assertThat(client.token(lean).statusCode()).isEqualTo(400);
  }

  // TK-11, TK-12, TK-13
  @Test
  void aRequestThatIsWrongElsewhereDoesNotSpendTheCode() {
    var client = TestClient.register(server);
    var form = client.redemption(client.code());
    for (var wrong :
        List.of(
            Form.with(form, "redirect_uri", TestClient.CALLBACK + "/"),
            Form.with(form, "resource", "https://auth.example/other"),
            Form.without(form, "code_verifier"))) {
      assertThat(client.token(wrong).statusCode()).isEqualTo(400);
    }
    var query = Form.encode(form);
    assertThat(server.send("POST", "/token?" + query).statusCode()).isEqualTo(400);
    assertThat(client.token(form).statusCode()).isEqualTo(200);
  }

  // TK-12: RFC 8707 lets the parameter repeat.
  @Test
  void theSameResourceTwiceIsOneResourceAndAnotherBesideItIsRefused() {
    var client = TestClient.register(server);
    var form = Form.encode(client.redemption(client.code()));
    var type = "application/x-www-form-urlencoded";
    var resource = "&resource=https%3A%2F%2Fauth.example%2Fmcp";
    var two = form + resource + "&resource=https%3A%2F%2Fauth.example%2Fother";
    assertThat(json(server.post("/token", type, two)).getString("error"))
        .isEqualTo("invalid_target");
    var same = server.post("/token", type, form + resource + resource);
    assertThat(same.statusCode()).as(same.body()).isEqualTo(200);
  }

  // TK-22
  @ParameterizedTest
  @ValueSource(ints = {1_001, 15_000})
  void aScopeThatIsFarTooLongIsRefused(int length) {
    var client = TestClient.register(server);
    var form = client.refresh(client.refreshToken());
    assertThat(client.token(Form.with(form, "scope", "a".repeat(length))).statusCode())
        .isEqualTo(400);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.SCOPE_MALFORMED);
    var many = "a ".repeat(length / 2);
    assertThat(client.token(Form.with(form, "scope", many)).statusCode()).isEqualTo(400);
    assertThat(client.token(form).statusCode()).isEqualTo(200);
  }

  // TK-23
  @ParameterizedTest
  @ValueSource(strings = {"grant_type", "scope", "resource", "client_id", "code", "refresh_token"})
  void whatWasSentIsNeverReflected(String parameter) {
    var client = TestClient.register(server);
    var form = client.refresh(client.refreshToken());
    var sent = "<script>alert(1)</script>\"\\\r\nX: y";
    var response = client.token(Form.with(form, parameter, sent));
    assertThat(response.statusCode()).isBetween(200, 401);
    assertThat(response.body()).doesNotContain("<script", "alert(", "X: y");
    assertThat(response.headers().firstValue("X")).isEmpty();
  }

  /// However much is sent, little is read of it.
  // TK-22
  @ParameterizedTest
  @ValueSource(strings = {"a", "a "})
  void aScopeThatNoBodyHoldsIsRefusedAtTheDoorAndCostsNothingToRead(String token) {
    var client = TestClient.register(server);
    var form = client.refresh(client.refreshToken());
    var scope = token.repeat(50_000 / token.length());
    assertThat(client.token(Form.with(form, "scope", scope)).statusCode()).isEqualTo(413);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.BODY_TOO_LARGE);
    assertThat(client.token(form).statusCode()).isEqualTo(200);

    var cpu = ManagementFactory.getThreadMXBean();
    var least =
        IntStream.range(0, 20)
            .mapToLong(_ -> {
              var began = cpu.getCurrentThreadCpuTime();
              assertThat(Scope.parse(scope)).isEmpty();
              return cpu.getCurrentThreadCpuTime() - began;
            })
            .min();
    assertThat(Duration.ofNanos(least.orElseThrow())).isLessThan(Duration.ofMillis(10));
  }

  /// A code is sealed, so one that is guessed differs from an authentic one in everything; and of
  /// an authentic one only whoever has the verifier learns that it was used.
  // TK-24
  @Test
  void aGuessedCodeIsToldNothingAboutAnyCode() {
    var client = TestClient.register(server);
    var form = client.redemption(client.code());
    assertThat(client.token(form).statusCode()).isEqualTo(200);
    var used = form.get("code");
    var rightShape = (used.charAt(20) == 'A' ? "B" : "A");
    var guessed = used.substring(0, 20) + rightShape + used.substring(21);
    var garbage = json(client.token(Form.with(form, "code", "garbage")));
    var guess = json(client.token(Form.with(form, "code", guessed)));
    garbage.remove("error_uri");
    guess.remove("error_uri");
    assertThat(guess).isEqualTo(garbage);
    var asUsed = client.token(form);
    assertThat(asUsed.statusCode()).isEqualTo(400);
    assertThat(json(asUsed).getString("error")).isEqualTo(guess.getString("error"));
    var stolen = json(client.token(Form.with(form, "code_verifier", "a".repeat(43))));
    assertThat(stolen.getString("error_description"))
        .isNotEqualTo(json(asUsed).getString("error_description"));
    assertThat(stolen.getString("error")).isEqualTo(guess.getString("error"));
  }
}
