package dev.ninestep.acceptance;

import static dev.ninestep.acceptance.Troubleshooting.invalidGrant;
import static dev.ninestep.acceptance.Troubleshooting.json;
import static dev.ninestep.acceptance.Troubleshooting.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// "OAuth Troubleshooting", line by line, against the `datalikers` profile. What takes a clock that
/// a test moves is in `step.SeedSentencesTest` and `step.CallSentencesTest`.
@Tag("process")
class DatalikersProfileTest {

  /// Far more than come through within a minute.
  private static final int MOST_REQUESTS = 400;

  private static DatalikersProfile server;

  @BeforeAll
  static void start(@TempDir Path directory) {
    server = DatalikersProfile.start(directory);
    Billing.topUp(server.program(), "demo", "10.00");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void missingPkceCodeChallenge() {
    // > Missing PKCE code challenge. DataLikers requires PKCE with S256(RFC 7636); the request must
    // > include code_challenge and code_challenge_method=S256. Older clients that send plain are
    // > rejected. Update your client
    var uri = server.authorizationUri(Connection.register(server.oauth()));
    for (var wrong :
        new String[] {
          uri.replaceFirst("&code_challenge=[^&]*", ""),
          uri.replace("code_challenge_method=S256", "code_challenge_method=plain")
        }) {
      var at = new Browser().allow(wrong, "demo", Program.DEMO_PASSWORD, Connection.CALLBACK);
      // > "Authorization failed" or stuck on the consent screen
      // > Symptom: the consent screen at datalikers.com/oauth/authorize shows an error banner
      // > instead of the Allow access button
      assertThat(at.status()).isEqualTo(400);
      assertThat(at.uri().getPath()).startsWith("/oauth/");
      assertThat(at.page())
          .contains("PKCE", "Update the client")
          .doesNotContain("name=\"decision\"");
    }
  }

  @Test
  void redirectUriMismatch() {
    // > Redirect URI mismatch. The redirect_uri you pass must byte-exactly match one of the values
    // > registered for the client. https://example.com/cb and https://example.com/cb/ are
    // > different.
    var client = Connection.register(server.oauth(), "https://example.com/cb");
    var uri =
        server
            .authorizationUri(client)
            .replaceFirst("redirect_uri=[^&]*", "redirect_uri=https://example.com/cb/");
    var page = Http.get(uri);
    assertThat(page.statusCode()).isEqualTo(400);
    // > Re-register the client (Dynamic Client Registration is at
    // > https://datalikers.com/oauth/register) or fix the URI on your side.
    assertThat(page.body())
        .contains("redirect_uri mismatch", "https://example.com/cb/")
        .contains("Re-register the client", "or fix the URI");
    var metadata = server.program().issuer() + "/.well-known/oauth-authorization-server";
    assertThat(json(Http.get(metadata)).getString("registration_endpoint"))
        .isEqualTo(server.oauth() + "/register");
  }

  @Test
  void unknownClient() {
    // > Unknown client. The client_id does not exist
    var page = Http.get(server.authorizationUri("nobody"));
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("does not exist", "Re-run client registration");
  }

  @Test
  void tokenEndpointReturnedInvalidGrant() {
    // > "Token endpoint returned invalid_grant"
    // > Symptom: after consent, your client posts to /oauth/token and gets back
    // > {"error":"invalid_grant"}.
    var client = Connection.register(server.oauth());
    var code = server.code(client);
    // > if you wrote the flow by hand, double-check that your verifier is the original random
    // > string
    // > and not the base64 hash of it.
    var hash = with(Connection.redemption(client, code), "code_verifier", Connection.CHALLENGE);
    assertThat(invalidGrant(server.token(hash))).contains("code-verifier-is-challenge");
    // > Wrong PKCE verifier. The code_verifier you POST must match the code_challenge you sent at
    // > /oauth/authorize.
    var other = with(Connection.redemption(client, code), "code_verifier", "v".repeat(43));
    assertThat(invalidGrant(server.token(other))).contains("code-verifier-wrong");
    // > redirect_uri does not match. The same redirect_uri used at the authorize step must be sent
    // > again on the token exchange.
    var elsewhere = with(Connection.redemption(client, code), "redirect_uri", "https://a.example/");
    assertThat(invalidGrant(server.token(elsewhere))).contains("code-redirect-uri-mismatch");
    // > or already redeemed. Codes are single-use
    assertThat(server.token(Connection.redemption(client, code)).statusCode()).isEqualTo(200);
    assertThat(invalidGrant(server.token(Connection.redemption(client, code))))
        .contains("code-replayed");
  }

  @Test
  void refreshTokenReuse() {
    // > Refresh-token reuse. If you submit a refresh token that has already been rotated, OAuth 2.1
    // > requires us to revoke the entire grant family.
    var client = Connection.register(server.oauth());
    var first = json(server.redeemed(client));
    var second = json(server.refreshed(client, first));
    assertThat(invalidGrant(server.refreshed(client, first))).contains("refresh-token-reused");
    assertThat(invalidGrant(server.refreshed(client, second))).contains("refresh-token-reused");
    // > Re-authorise from the consent screen — your previous tokens are gone for good.
    assertThat(server.call(json(server.redeemed(client))).statusCode()).isEqualTo(200);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(server.call(second).statusCode()).isEqualTo(401));
    assertThat(invalidGrant(server.refreshed(client, second))).contains("refresh-token-reused");
  }

  @Test
  void mcpToolCallReturnsInvalidToken() {
    // > MCP tool call returns "invalid_token"
    // > Symptom: the gateway at mcp.datalikers.com/oauth/ returns 401 with WWW-Authenticate: Bearer
    // > resource_metadata="..." and the body {"error":"invalid_token"}.
    var refused = server.call("no token of ours");
    assertThat(refused.statusCode()).isEqualTo(401);
    var challenge = refused.headers().firstValue("WWW-Authenticate").orElseThrow();
    assertThat(challenge).startsWith("Bearer ").contains("resource_metadata=\"");
    assertThat(json(refused).getString("error")).isEqualTo("invalid_token");
    // > If your client supports it, follow the resource_metadata URL in the WWW-Authenticate header
    // > — it tells you exactly which authorisation server to talk to.
    var metadata = challenge.split("resource_metadata=\"")[1].split("\"")[0];
    var named = json(Http.get(metadata)).getJsonArray("authorization_servers").getString(0);
    assertThat(named).isEqualTo(server.program().issuer());
    assertThat(
            json(Http.get(named + "/.well-known/oauth-authorization-server"))
                .getString("token_endpoint"))
        .isEqualTo(server.oauth() + "/token");
  }

  @Test
  void accessTokensLiveForOneHour() {
    // > Access tokens live for 1 hour.
    var client = Connection.register(server.oauth());
    var tokens = json(server.redeemed(client));
    assertThat(tokens.getInteger("expires_in")).isBetween(3_590, 3_600);
    assertThat(server.call(tokens).statusCode()).isEqualTo(200);
    assertThat(server.call(json(server.refreshed(client, tokens))).statusCode()).isEqualTo(200);
  }

  @Test
  void insufficientBalanceOr402() {
    // > "Insufficient balance" or 402
    // > Symptom: an MCP tool call returns 402 Payment Required or the response includes a
    // > low-balance warning.
    var token = supportToken(server.oauth());
    var refused = server.call(token);
    assertThat(refused.statusCode()).isEqualTo(402);
    assertThat(refused.headers().firstValue("WWW-Authenticate")).isEmpty();
    assertThat(json(refused).getString("error")).isEqualTo("insufficient_balance");
    assertThat(json(refused).getString("missing")).isEqualTo("0.01");
    // > Top up your account at Billing and retry.
    Billing.topUp(server.program(), "support", "0.50");
    var served = server.call(token);
    assertThat(served.statusCode()).isEqualTo(200);
    assertThat(served.headers().firstValue("X-Balance-Low")).contains("0.49 USD");
    // > OAuth tool calls are billed against the same DataLikers balance as direct Cache API calls.
    assertThat(server.callByRpc(token).headers().firstValue("X-Balance-Low")).contains("0.48 USD");
    // > The OAuth integration does not have a separate sub-balance.
    // Here of a client without metadata, at the root of the MCP host.
    assertThat(
            server
                .call(supportToken(server.program().issuer()))
                .headers()
                .firstValue("X-Balance-Low"))
        .contains("0.47 USD");
  }

  private static String supportToken(String endpoints) {
    return Connection.make(endpoints, "support", Program.SUPPORT_PASSWORD, "mcp").accessToken();
  }

  @Test
  void theConnectedAppsPage() {
    // > Token was revoked from the Connected Apps page
    var client = Connection.register(server.oauth());
    var answer = server.redeemed(client);
    var grant = answer.headers().firstValue("X-Correlation-ID").orElseThrow();
    var tokens = json(answer);
    assertThat(server.call(tokens).statusCode()).isEqualTo(200);
    var browser = new Browser();
    var signIn = browser.open(connectedApps(), Connection.CALLBACK);
    var demo = Map.of("login", "demo", "password", Program.DEMO_PASSWORD);
    browser.submit(signIn, demo, Connection.CALLBACK);
    var gone = browser.press(pageThatLists(browser, grant), grant, Connection.CALLBACK);
    assertThat(gone.page()).contains("No longer connected", "revoked by the user");
    var refused = server.call(tokens);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(json(refused).getString("error_uri")).contains("token-revoked");
    assertThat(invalidGrant(server.refreshed(client, tokens))).contains("grant-revoked");
    // > Re-authorise.
    assertThat(server.redeemed(client).statusCode()).isEqualTo(200);
  }

  private static String connectedApps() {
    return server.program().issuer() + "/settings/connected-apps";
  }

  /// The list is the projection's, which follows the log.
  private static Browser.At pageThatLists(Browser browser, String grant) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> browser.open(connectedApps(), Connection.CALLBACK),
            at -> at.page().contains(grant));
  }

  @Test
  void rateLimitExceeded() {
    // > "Rate limit exceeded" (HTTP 429)
    // > Symptom: /oauth/token returns 429 with Retry-After.
    // > DataLikers throttles the token endpoint to 60 requests per minute per client_id.
    var client = server.clientOfItsOwn("sixty a minute");
    var other = Connection.register(server.oauth());
    var answer = server.redeemed(client);
    var answered = 0;
    while (answer.statusCode() == 200 && answered < MOST_REQUESTS) {
      answered++;
      answer = server.refreshed(client, json(answer));
    }
    assertThat(answered).isGreaterThanOrEqualTo(60);
    // > If you cross that threshold:
    assertThat(answer.statusCode()).isEqualTo(429);
    // > Wait the number of seconds in Retry-After before retrying.
    var seconds = answer.headers().firstValue("Retry-After").orElseThrow();
    assertThat(Integer.parseInt(seconds)).isBetween(1, 60);
    // > Audit your client for retry storms — most often this is a refresh-token loop that retries
    // > on every 5xx without backoff.
    assertThat(Http.get(json(answer).getString("error_uri")).body())
        .contains("a loop that refreshes or retries without backing off");
    assertThat(server.redeemed(other).statusCode()).isEqualTo(200);
  }

  @Test
  void threePiecesAreEnoughToTraceTheFullFlow() {
    // > Still stuck? Email [email protected] with:
    // > The exact error and error_description from the OAuth response
    var client = server.clientOfItsOwn("three pieces");
    var refused = server.token(Connection.refresh(client, "none of ours"));
    assertThat(refused.statusCode()).isEqualTo(400);
    var support = Connection.make(server.oauth(), "support", Program.SUPPORT_PASSWORD, "support");
    var minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).toString().replace(":00Z", "Z");
    // > The client_id you used at registration.
    // > The approximate timestamp of the failed request (UTC, accurate to the minute is plenty).
    var error = json(refused).getString("error_description");
    var pieces = Map.of("client_id", client, "at", minute, "error", error);
    var search =
        Http.to(server.program().issuer() + "/support/api/flows?" + Http.encoded(pieces))
            .header("Authorization", "Bearer " + support.accessToken());
    // > We log every OAuth event with a correlation ID and can trace the full flow on our side from
    // > those three pieces of information.
    var reference = refused.headers().firstValue("X-Correlation-ID").orElseThrow();
    assertThat(json(refused).getString("error_uri")).endsWith("ref=" + reference);
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> {
          var flows = json(Http.send(search)).getJsonArray("flows");
          assertThat(flows).isNotEmpty();
          var first = flows.getJsonObject(0);
          assertThat(first.getString("client_id")).isEqualTo(client);
          assertThat(first.encode()).contains(reference);
        });
  }
}
