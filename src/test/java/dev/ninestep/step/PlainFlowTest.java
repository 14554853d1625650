package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static dev.ninestep.step.TestClient.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.AuthorizationRequested;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.ClientUsed;
import dev.ninestep.event.CodePresented;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.ConsentRemembered;
import dev.ninestep.event.ConsentShown;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.log.VirtualFlowLog;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Scope;
import dev.ninestep.token.Verification;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Steps 0 to 5 as they go when nothing goes wrong.
class PlainFlowTest {

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aClientFindsRegistersAuthorizesRedeemsAndRefreshes() {
    var resource = json(server.get("/.well-known/oauth-protected-resource/mcp"));
    assertThat(resource.getString("resource")).isEqualTo("https://auth.example/mcp");
    assertThat(resource.getJsonArray("authorization_servers"))
        .containsExactly("https://auth.example");

    var metadata = json(server.get("/.well-known/oauth-authorization-server"));
    assertThat(metadata.getString("issuer")).isEqualTo("https://auth.example");

    var client = TestClient.register(server);
    var authorized = client.authorize(client.authorization());
    assertThat(location(authorized)).startsWith("https://auth.example/consent?request=");

    var page = server.get(location(authorized), "Cookie", client.cookie());
    assertThat(page.statusCode()).isEqualTo(200);
    var decided = client.decide(Form.with(Form.hidden(page.body()), "decision", "allow"));
    assertThat(location(decided)).startsWith(TestClient.CALLBACK + "?");
    var answer = Form.query(location(decided));
    assertThat(answer).containsOnlyKeys("code", "state", "iss");
    assertThat(answer)
        .containsEntry("state", "a state")
        .containsEntry("iss", "https://auth.example");

    var tokens = json(client.token(client.redemption(answer.get("code"))));
    assertThat(tokens.getString("token_type")).isEqualTo("Bearer");
    assertThat(tokens.getInteger("expires_in")).isEqualTo(3600);
    assertThat(tokens.getString("scope")).isEqualTo("mcp");

    var refreshed = json(client.token(client.refresh(tokens.getString("refresh_token"))));
    assertThat(refreshed.fieldNames()).isEqualTo(tokens.fieldNames());
    assertThat(refreshed.getString("access_token")).isNotEqualTo(tokens.getString("access_token"));

    assertThat(server.issued(2)).extracting(TokensIssued::generation).containsExactly(1, 2);
    assertThat(server.log.events().stream().map(Event::getClass))
        .containsExactly(
            MetadataServed.class,
            MetadataServed.class,
            ClientRegistered.class,
            AuthorizationRequested.class,
            ConsentShown.class,
            ConsentGranted.class,
            ConsentRemembered.class,
            CodePresented.class,
            ClientUsed.class,
            TokensIssued.class,
            RefreshPresented.class,
            TokensIssued.class);
  }

  @Test
  void everyFactFromTheAuthorizationRequestOnBelongsToOneFlow() {
    var client = TestClient.register(server);
    var authorized = client.authorize(client.authorization());
    var flow = correlation(authorized);
    var page = server.get(location(authorized), "Cookie", client.cookie());
    var decided = client.decide(Form.with(Form.hidden(page.body()), "decision", "allow"));
    var redeemed = client.token(client.redemption(Form.query(location(decided)).get("code")));
    var refreshed = client.token(client.refresh(json(redeemed).getString("refresh_token")));

    assertThat(server.issued(2)).hasSize(2);
    assertThat(List.of(page, decided, redeemed, refreshed))
        .extracting(PlainFlowTest::correlation)
        .containsOnly(flow);
    assertThat(server.log.facts().stream().skip(1))
        .hasSize(9)
        .extracting(Fact::flow)
        .containsOnly(FlowId.parse(flow).orElseThrow());
    assertThat(page.body()).contains(flow);
  }

  // TK-26
  @Test
  void theAccessTokenSaysWhoMayDoWhatWhereAndForHowLong() {
    var client = TestClient.register(server);
    var verified = server.tokens.verify(client.tokens().getString("access_token"));

    assertThat(verified).isInstanceOf(Verification.Verified.class);
    var token = ((Verification.Verified) verified).token();
    var flow = server.log.facts().getLast().flow();
    assertThat(token)
        .isEqualTo(
            new AccessToken(
                flow,
                client.id(),
                client.session().account(),
                Scope.of("mcp"),
                TestServer.RESOURCE,
                token.id(),
                VirtualFlowLog.NOON,
                VirtualFlowLog.NOON.plus(Duration.ofHours(1))));
    assertThat(server.issued(1).getLast().accessTokenId()).isEqualTo(token.id());
  }

  // RF-10
  @Test
  void noAccessTokenOutlivesItsGrant() {
    var client = TestClient.register(server);
    var refreshToken = client.refreshToken();
    for (var i = 0; i < 365; i += 29) {
      server.log.pass(Duration.ofDays(Math.min(29, 365 - i)).minusMinutes(1));
      refreshToken = json(client.token(client.refresh(refreshToken))).getString("refresh_token");
    }
    var left = Duration.between(server.log.now(), VirtualFlowLog.NOON.plus(Duration.ofDays(365)));
    assertThat(left).isLessThan(Duration.ofHours(1));

    var last = json(client.token(client.refresh(refreshToken)));
    assertThat(last.getLong("expires_in")).isEqualTo(left.toSeconds());
  }

  // TK-01, TK-29
  @Test
  void aTokenResponseIsNeverStoredAndReadableByAnyOriginWithoutCredentials() {
    var client = TestClient.register(server);
    var response =
        client.token(client.redemption(client.code()), "Origin", "https://inspector.example");

    var headers = response.headers();
    assertThat(headers.firstValue("Cache-Control")).contains("no-store");
    assertThat(headers.firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(headers.firstValue("Access-Control-Allow-Credentials")).isEmpty();
  }

  // RF-07, RF-08
  @Test
  void aNarrowedRefreshLeavesTheGrantAsWideAsItWas() {
    var client = TestClient.register(server).elsewhere(Role.SUPPORT);
    var page = client.consentPage(Form.with(client.authorization(), "scope", "mcp support"));
    var form = Form.with(Form.hidden(page.body()), "decision", "allow");
    var code = Form.query(location(client.decide(form))).get("code");
    var wide = json(client.token(client.redemption(code)));
    assertThat(wide.getString("scope")).isEqualTo("mcp support");

    var narrowing = Form.with(client.refresh(wide.getString("refresh_token")), "scope", "mcp");
    var narrow = json(client.token(narrowing));
    assertThat(narrow.getString("scope")).isEqualTo("mcp");

    var again = json(client.token(client.refresh(narrow.getString("refresh_token"))));
    assertThat(again.getString("scope")).isEqualTo("mcp support");
  }

  @Test
  void aConfidentialClientProvesItselfInTheWayItRegistered() {
    for (var method : List.of("client_secret_basic", "client_secret_post")) {
      var registered =
          json(
              server.post(
                  "/register",
                  "application/json",
                  """
                  {"redirect_uris": ["%s"], "token_endpoint_auth_method": "%s"}
                  """
                      .formatted(TestClient.CALLBACK, method)));
      var secret = registered.getString("client_secret");
      var client = TestClient.of(server, new ClientId(registered.getString("client_id")));
      var form = client.redemption(client.code());

      var redeemed =
          method.equals("client_secret_post")
              ? client.token(Form.with(form, "client_secret", secret))
              : client.token(
                  Form.without(form, "client_id"),
                  "Authorization",
                  basic(client.id().value(), secret));
      assertThat(redeemed.statusCode()).as(redeemed.body()).isEqualTo(200);
    }
  }

  private static String basic(String name, String secret) {
    var pair = (name + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return "bAsIc " + Base64.getEncoder().encodeToString(pair);
  }

  // TK-11 (D3), TK-12
  @Test
  void aRedemptionMayLeaveOutTheRedirectUriAndNameItsResource() {
    var client = TestClient.register(server);
    var lean = Form.without(client.redemption(client.code()), "redirect_uri");
    var redeemed = client.token(Form.with(lean, "resource", "https://AUTH.example:443/mcp/"));
    assertThat(redeemed.statusCode()).as(redeemed.body()).isEqualTo(200);
  }

  @Test
  void aFormWithACharsetIsAForm() {
    var client = TestClient.register(server);
    var redeemed =
        server.post(
            "/token",
            "Application/X-WWW-Form-Urlencoded; charset=UTF-8",
            Form.encode(client.redemption(client.code())));
    assertThat(redeemed.statusCode()).as(redeemed.body()).isEqualTo(200);
  }

  @Test
  void anAuthorizationRequestMayBePosted() {
    var client = TestClient.register(server);
    var posted = server.postForm("/authorize", client.authorization(), "Cookie", client.cookie());
    assertThat(location(posted)).startsWith("https://auth.example/consent?request=");
  }

  @Test
  void whoeverIsNotSignedInSignsInFirst() {
    var client = TestClient.register(server);
    var authorized = server.get("/authorize?" + Form.encode(client.authorization()));
    assertThat(location(authorized)).startsWith("https://auth.example/sign-in?request=");

    var request = Form.query(location(authorized)).get("request");
    var unasked = server.get("/consent?" + Form.encode(Map.of("request", request)));
    assertThat(location(unasked)).isEqualTo(location(authorized));
  }

  @Test
  void aSessionEndsInTheLogsTime() {
    var client = TestClient.register(server);
    server.log.pass(Duration.ofHours(8));
    assertThat(location(client.authorize(client.authorization()))).contains("/sign-in?");
  }

  private static String correlation(HttpResponse<String> response) {
    return response.headers().firstValue("X-Correlation-ID").orElseThrow();
  }
}
