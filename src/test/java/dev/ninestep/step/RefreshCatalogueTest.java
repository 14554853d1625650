package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.AccountReinstated;
import dev.ninestep.event.EndOfSessions;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.SessionsEnded;
import dev.ninestep.event.StepRefused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Lines of the security catalogue about refresh tokens that no other test walks.
class RefreshCatalogueTest {

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
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

  // RF-06
  @Test
  void atAnotherClientARefreshTokenBuysNothingAndItsFamilyGoesOn() {
    var client = TestClient.register(server);
    var tokens = client.tokens();
    var other = TestClient.register(server);
    var refused = other.token(other.refresh(tokens.getString("refresh_token")));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).getString("error")).isEqualTo("invalid_grant");
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.REFRESH_TOKEN_OF_ANOTHER_CLIENT);

    isUntouched(client, tokens.getString("access_token"), tokens.getString("refresh_token"));
  }

  private void isUntouched(TestClient client, String access, String refresh) {
    assertThat(server.log.events(GrantRevoked.class)).isEmpty();
    assertThat(Introspecting.asTheResource(server, access)).contains("\"active\":true");
    var next = client.token(client.refresh(refresh));
    assertThat(next.statusCode()).as(next.body()).isEqualTo(200);
  }

  /// A suspension holds the grant as long as it lasts; a new password ends sessions and no grant.
  // RF-13
  @Test
  void aSuspendedAccountRefreshesNothingAndAChangedPasswordEndsNoGrant() {
    var client = TestClient.register(server);
    var account = client.session().account();
    var key = new Key.OfAccount(account);
    var tokens = client.tokens();
    var form = client.refresh(tokens.getString("refresh_token"));

    server.log.pass(Duration.ofSeconds(1));
    Facts.suspend(server, account);
    var refused = client.token(form);
    assertThat(json(refused).getString("error")).isEqualTo("invalid_grant");
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.GRANT_ACCOUNT_SUSPENDED);
    assertThat(Introspecting.asTheResource(server, tokens.getString("access_token")))
        .isEqualTo("{\"active\":false}");

    Facts.tell(server, key, new AccountReinstated(account, "operator"));
    Facts.tell(server, key, new SessionsEnded(account, EndOfSessions.PASSWORD_CHANGED));
    assertThat(TestClient.location(client.authorize(client.authorization())))
        .as("the session has ended")
        .contains("/sign-in?");
    isUntouched(client, tokens.getString("access_token"), tokens.getString("refresh_token"));
  }

  // RF-14
  @Test
  void aRefreshTokenThatWasChangedAnywhereIsNoneAndItsFamilyGoesOn() {
    var client = TestClient.register(server);
    var tokens = client.tokens();
    var token = tokens.getString("refresh_token");
    server.issued(1);
    var changed = Stream.of(cut(token), flipped(token), recoded(token)).flatMap(s -> s).toList();
    for (var wrong : changed) {
      var refused = client.token(client.refresh(wrong));
      assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
      assertThat(json(refused).getString("error")).as(wrong).isEqualTo("invalid_grant");
      assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.REFRESH_TOKEN_UNKNOWN);
    }
    assertThat(server.log.events(StepRefused.class)).hasSize(changed.size());

    isUntouched(client, tokens.getString("access_token"), token);
  }

  private static Stream<String> cut(String token) {
    var length = token.length();
    return Stream.of(
        token.substring(0, length - 1),
        token.substring(1),
        token.substring(0, length / 2),
        token + "A",
        "A" + token,
        token + token);
  }

  /// One bit of one character in each of forty places, those at both ends among them.
  private static Stream<String> flipped(String token) {
    var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return IntStream.range(0, 40)
        .map(i -> i * (token.length() - 1) / 39)
        .mapToObj(i -> {
          var bits = alphabet.indexOf(token.charAt(i));
          assertThat(bits).as("a token is base64url").isNotNegative();
          return token.substring(0, i) + alphabet.charAt(bits ^ 1) + token.substring(i + 1);
        });
  }

  /// The same bytes written otherwise.
  private static Stream<String> recoded(String token) {
    var bytes = Base64.getUrlDecoder().decode(token);
    var plain = Base64.getEncoder().encodeToString(bytes);
    return Stream.of(
            plain,
            Base64.getUrlEncoder().encodeToString(bytes),
            token + "=",
            token + "==",
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(token.getBytes(StandardCharsets.US_ASCII)),
            " " + token,
            token + "\n",
            token.substring(0, 9) + "\n" + token.substring(9))
        .filter(text -> !text.equals(token));
  }
}
