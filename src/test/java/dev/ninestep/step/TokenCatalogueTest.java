package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Refusal;
import java.util.List;
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

  // TK-24: a code is sealed, so one that is guessed differs from an authentic one in everything.
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
  }

  // RF-01
  @Test
  void aRefreshRotatesAndKeepsTheScope() {
    var client = TestClient.register(server);
    var first = server.sealed.openRefreshToken(client.refreshToken()).orElseThrow();
    var answer = json(client.token(client.refresh(server.sealed.seal(first))));
    var second = server.sealed.openRefreshToken(answer.getString("refresh_token")).orElseThrow();
    assertThat(second.scope()).isEqualTo(first.scope());
    assertThat(second.resource()).isEqualTo(first.resource());
    assertThat(second.generation()).isEqualTo(first.generation() + 1);
  }

  // RF-02, RF-03
  @Test
  void aTokenOfThreeGenerationsAgoEndsTheFamilyWithItsAccessTokens() {
    var client = TestClient.register(server);
    var old = client.refreshToken();
    var token = old;
    var access = "";
    for (var i = 0; i < 3; i++) {
      var rotated = json(client.token(client.refresh(token)));
      token = rotated.getString("refresh_token");
      access = rotated.getString("access_token");
    }
    var reused = client.token(client.refresh(old));
    assertThat(json(reused).getString("error")).isEqualTo("invalid_grant");
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.REFRESH_TOKEN_REUSED);
    assertThat(client.token(client.refresh(token)).statusCode()).isEqualTo(400);
    assertThat(Introspecting.asTheResource(server, access)).isEqualTo("{\"active\":false}");
  }

  // RF-08
  @Test
  void refreshingWithWhatWasAskedForOrGrantedNeverFails() {
    var client = TestClient.register(server);
    var tokens = client.tokens();
    var form = client.refresh(tokens.getString("refresh_token"));
    var granted = json(client.token(Form.with(form, "scope", tokens.getString("scope"))));
    var next = client.refresh(granted.getString("refresh_token"));
    var offline = client.token(Form.with(next, "scope", "mcp offline_access"));
    assertThat(offline.statusCode()).as(offline.body()).isEqualTo(200);
  }

  // RF-09
  @Test
  void aRefreshForAnotherResourceDoesNotRotate() {
    var client = TestClient.register(server);
    var form = client.refresh(client.refreshToken());
    var refused = client.token(Form.with(form, "resource", "https://auth.example/other"));
    assertThat(json(refused).getString("error")).isEqualTo("invalid_target");
    assertThat(client.token(form).statusCode()).isEqualTo(200);
  }

  // RF-12
  @Test
  void whatWasRevokedStaysSoForAPodThatReadsTheLogFromItsBeginning() {
    var client = TestClient.register(server);
    var form = client.refresh(client.refreshToken());
    assertThat(client.token(form).statusCode()).isEqualTo(200);
    assertThat(client.token(form).statusCode()).isEqualTo(400);
    server.issued(2);
    try (var restarted = new TestServer()) {
      server.log.facts().forEach(restarted.log::tell);
      var again = restarted.postForm("/token", form);
      assertThat(json(again).getString("error")).isEqualTo("invalid_grant");
      assertThat(restarted.lastRefused().refusal()).isEqualTo(Refusal.REFRESH_TOKEN_REUSED);
    }
  }

  // RF-15
  @Test
  void anAccessTokenIsNoRefreshToken() {
    var client = TestClient.register(server);
    var tokens = client.tokens();
    var swapped = client.token(client.refresh(tokens.getString("access_token")));
    assertThat(json(swapped).getString("error")).isEqualTo("invalid_grant");
    var whole = client.token(client.refresh(tokens.getString("refresh_token")));
    assertThat(whole.statusCode()).isEqualTo(200);
  }
}
