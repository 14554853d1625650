package dev.ninestep.acceptance;

import static dev.ninestep.acceptance.Troubleshooting.invalidGrant;
import static dev.ninestep.acceptance.Troubleshooting.json;
import static dev.ninestep.acceptance.Troubleshooting.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// "OAuth Troubleshooting", line by line, against the `datalikers` profile. What it says in quotes
/// is the document's.
@Tag("process")
class DatalikersProfileTest {

  /// Far more than come through within a minute.
  private static final int MOST_REQUESTS = 400;

  private static Program program;
  private static String oauth;

  @BeforeAll
  static void start(@TempDir Path directory) {
    program = Program.dev(directory, Billing.SETTINGS, "--profile", "datalikers");
    oauth = program.issuer() + "/oauth";
    Billing.topUp(program, "demo", "10.00");
  }

  @AfterAll
  static void stop() {
    program.close();
  }

  @Test
  void missingPkceCodeChallenge() {
    // "the request must include code_challenge and code_challenge_method=S256. Older clients that
    // send plain are rejected."
    var client = Connection.register(oauth);
    var uri = Connection.authorizationUri(oauth, client, "");
    for (var wrong :
        new String[] {
          uri.replaceFirst("&code_challenge=[^&]*", ""),
          uri.replace("code_challenge_method=S256", "code_challenge_method=plain")
        }) {
      var at = new Browser().allow(wrong, "demo", Program.DEMO_PASSWORD, Connection.CALLBACK);
      // "shows an error banner instead of the Allow access button"
      assertThat(at.status()).isEqualTo(400);
      assertThat(at.page()).contains("PKCE").doesNotContain("name=\"decision\"");
    }
  }

  @Test
  void redirectUriMismatch() {
    // "must byte-exactly match one of the values registered for the client. https://example.com/cb
    // and https://example.com/cb/ are different."
    var client = Connection.register(oauth, "https://example.com/cb");
    var uri =
        Connection.authorizationUri(oauth, client, "")
            .replaceFirst("redirect_uri=[^&]*", "redirect_uri=https://example.com/cb/");
    var page = Http.get(uri);
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body())
        .contains("redirect_uri mismatch", "https://example.com/cb/", "Re-register the client");
  }

  @Test
  void unknownClient() {
    // "The client_id does not exist or has been deactivated. Re-run client registration."
    var page = Http.get(Connection.authorizationUri(oauth, "nobody", ""));
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("does not exist", "Re-run client registration");
  }

  @Test
  void tokenEndpointReturnedInvalidGrant() {
    var client = Connection.register(oauth);
    var code = code(client);
    // "double-check that your verifier is the original random string ... and not the base64 hash"
    var hash = with(Connection.redemption(client, code), "code_verifier", Connection.CHALLENGE);
    assertThat(invalidGrant(token(hash))).contains("code-verifier-is-challenge");
    // "The code_verifier you POST must match the code_challenge you sent"
    var other = with(Connection.redemption(client, code), "code_verifier", "v".repeat(43));
    assertThat(invalidGrant(token(other))).contains("code-verifier-wrong");
    // "The same redirect_uri used at the authorize step must be sent again"
    var elsewhere = with(Connection.redemption(client, code), "redirect_uri", "https://a.example/");
    assertThat(invalidGrant(token(elsewhere))).contains("code-redirect-uri-mismatch");
    // "Authorization code expired or already redeemed. Codes are single-use"
    assertThat(token(Connection.redemption(client, code)).statusCode()).isEqualTo(200);
    assertThat(invalidGrant(token(Connection.redemption(client, code)))).contains("code-replayed");
  }

  @Test
  void refreshTokenReuse() {
    // "If you submit a refresh token that has already been rotated, OAuth 2.1 requires us to revoke
    // the entire grant family."
    var client = Connection.register(oauth);
    var first = json(token(Connection.redemption(client, code(client))));
    var second = json(token(Connection.refresh(client, first.getString("refresh_token"))));
    assertThat(invalidGrant(token(Connection.refresh(client, first.getString("refresh_token")))))
        .contains("refresh-token-reused");
    assertThat(invalidGrant(token(Connection.refresh(client, second.getString("refresh_token")))))
        .contains("refresh-token-reused");
    // "your previous tokens are gone for good"
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> assertThat(call(second.getString("access_token")).statusCode()).isEqualTo(401));
  }

  @Test
  void mcpToolCallReturnsInvalidToken() {
    // "the gateway at mcp.datalikers.com/oauth/ returns 401 with WWW-Authenticate: Bearer
    // resource_metadata="..." and the body {"error":"invalid_token"}."
    var refused = call("no token of ours");
    assertThat(refused.statusCode()).isEqualTo(401);
    var challenge = refused.headers().firstValue("WWW-Authenticate").orElseThrow();
    assertThat(challenge).startsWith("Bearer ").contains("resource_metadata=\"");
    assertThat(json(refused).getString("error")).isEqualTo("invalid_token");
    // "follow the resource_metadata URL in the WWW-Authenticate header - it tells you exactly which
    // authorisation server to talk to."
    var metadata = challenge.split("resource_metadata=\"")[1].split("\"")[0];
    var server = json(Http.get(metadata)).getJsonArray("authorization_servers").getString(0);
    assertThat(server).isEqualTo(program.issuer());
    assertThat(
            json(Http.get(server + "/.well-known/oauth-authorization-server"))
                .getString("token_endpoint"))
        .isEqualTo(oauth + "/token");
  }

  @Test
  void accessTokensLiveForOneHour() {
    // "Access tokens live for 1 hour. Use your refresh token to mint a new one."
    var client = Connection.register(oauth);
    var tokens = json(token(Connection.redemption(client, code(client))));
    assertThat(tokens.getInteger("expires_in")).isBetween(3_590, 3_600);
    assertThat(call(tokens.getString("access_token")).statusCode()).isEqualTo(200);
    var next = json(token(Connection.refresh(client, tokens.getString("refresh_token"))));
    assertThat(call(next.getString("access_token")).statusCode()).isEqualTo(200);
  }

  @Test
  void insufficientBalanceOr402() {
    // "an MCP tool call returns 402 Payment Required or the response includes a low-balance
    // warning."
    var token = Connection.make(oauth, "support", Program.SUPPORT_PASSWORD, "mcp").accessToken();
    var refused = call(token);
    assertThat(refused.statusCode()).isEqualTo(402);
    assertThat(refused.headers().firstValue("WWW-Authenticate")).isEmpty();
    assertThat(json(refused).getString("error")).isEqualTo("insufficient_balance");
    assertThat(json(refused).getString("missing")).isEqualTo("0.01");
    // "Top up your account at Billing and retry."
    Billing.topUp(program, "support", "0.50");
    var served = call(token);
    assertThat(served.statusCode()).isEqualTo(200);
    assertThat(served.headers().firstValue("X-Balance-Low")).contains("0.49 USD");
    // "The OAuth integration does not have a separate sub-balance." Here without metadata, at the
    // root of the MCP host.
    var root = program.issuer();
    var again = Connection.make(root, "support", Program.SUPPORT_PASSWORD, "mcp").accessToken();
    assertThat(call(again).headers().firstValue("X-Balance-Low")).contains("0.48 USD");
  }

  @Test
  void theConnectedAppsPage() {
    // "Token was revoked from the Connected Apps page or by an admin. Re-authorise."
    var client = Connection.register(oauth);
    var answer = token(Connection.redemption(client, code(client)));
    var grant = answer.headers().firstValue("X-Correlation-ID").orElseThrow();
    var tokens = json(answer);
    assertThat(call(tokens.getString("access_token")).statusCode()).isEqualTo(200);
    var browser = new Browser();
    var signIn = browser.open(program.issuer() + "/settings/connected-apps", Connection.CALLBACK);
    var demo = Map.of("login", "demo", "password", Program.DEMO_PASSWORD);
    browser.submit(signIn, demo, Connection.CALLBACK);
    var page = pageThatLists(browser, grant);
    var gone = browser.press(page, grant, Connection.CALLBACK);
    assertThat(gone.page()).contains("No longer connected", "revoked by the user");
    var refused = call(tokens.getString("access_token"));
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(json(refused).getString("error_uri")).contains("token-revoked");
    assertThat(invalidGrant(token(Connection.refresh(client, tokens.getString("refresh_token")))))
        .contains("grant-revoked");
    // "Re-authorise."
    assertThat(token(Connection.redemption(client, code(client))).statusCode()).isEqualTo(200);
  }

  /// The list is the projection's, which follows the log.
  private static Browser.At pageThatLists(Browser browser, String grant) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> browser.open(program.issuer() + "/settings/connected-apps", Connection.CALLBACK),
            at -> at.page().contains(grant));
  }

  @Test
  void errorsCarryWhatTheSupportTeamAsksFor() {
    // "The exact error and error_description", "We log every OAuth event with a correlation ID"
    var refused = token(Connection.refresh(Connection.register(oauth), "none of ours"));
    var body = json(refused);
    assertThat(body.getString("error_description")).isNotEmpty();
    assertThat(body.getString("error_uri"))
        .endsWith("ref=" + refused.headers().firstValue("X-Correlation-ID").orElseThrow());
  }

  @Test
  void rateLimitExceeded() {
    // "/oauth/token returns 429 with Retry-After." "DataLikers throttles the token endpoint to 60
    // requests per minute per client_id."
    var client = clientOfItsOwn();
    var other = Connection.register(oauth);
    var answer = token(Connection.redemption(client, code(client)));
    var answered = 0;
    while (answer.statusCode() == 200 && answered < MOST_REQUESTS) {
      answered++;
      answer = token(Connection.refresh(client, json(answer).getString("refresh_token")));
    }
    assertThat(answered).isGreaterThanOrEqualTo(60);
    assertThat(answer.statusCode()).isEqualTo(429);
    // "Wait the number of seconds in Retry-After before retrying."
    var seconds = answer.headers().firstValue("Retry-After").orElseThrow();
    assertThat(Integer.parseInt(seconds)).isBetween(1, 60);
    // "Audit your client for retry storms"
    assertThat(Http.get(json(answer).getString("error_uri")).body())
        .contains("retries without backing off");
    assertThat(token(Connection.redemption(other, code(other))).statusCode()).isEqualTo(200);
  }

  /// One that no other test uses up the minute of: what registers alike is the same client.
  private static String clientOfItsOwn() {
    var metadata =
        new JsonObject()
            .put("client_name", "sixty a minute")
            .put("redirect_uris", List.of(Connection.CALLBACK))
            .put("token_endpoint_auth_method", "none");
    return json(Http.json(oauth + "/register", metadata.encode())).getString("client_id");
  }

  @Test
  void threePiecesAreEnoughToTraceTheFullFlow() {
    var refused = token(Connection.refresh(Connection.register(oauth), "none of ours"));
    var client = Connection.register(oauth);
    assertThat(token(Connection.refresh(client, "nor this")).statusCode()).isEqualTo(400);
    // "The exact error and error_description", "The client_id you used at registration", "The
    // approximate timestamp of the failed request (UTC, accurate to the minute is plenty)"
    var support = Connection.make(oauth, "support", Program.SUPPORT_PASSWORD, "support");
    var minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).toString().replace(":00Z", "Z");
    var pieces =
        Map.of(
            "client_id",
            client,
            "at",
            minute,
            "error",
            json(refused).getString("error_description"));
    var search =
        Http.to(program.issuer() + "/support/api/flows?" + Http.encoded(pieces))
            .header("Authorization", "Bearer " + support.accessToken());
    // "can trace the full flow on our side from those three pieces of information."
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> {
          var flows = json(Http.send(search)).getJsonArray("flows");
          assertThat(flows).isNotEmpty();
          assertThat(flows.getJsonObject(0).getString("client_id")).isEqualTo(client);
        });
  }

  private static String code(String client) {
    return new Browser()
        .allow(
            Connection.authorizationUri(oauth, client, ""),
            "demo",
            Program.DEMO_PASSWORD,
            Connection.CALLBACK)
        .parameter("code");
  }

  private static HttpResponse<String> token(Map<String, String> form) {
    return Http.form(oauth + "/token", form);
  }

  private static HttpResponse<String> call(String token) {
    return Http.json(
        oauth + "/tools/call",
        "{\"name\":\"whoami\",\"arguments\":{}}",
        "Authorization",
        "Bearer " + token.replace(' ', '.'));
  }
}
