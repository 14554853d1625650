package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static dev.ninestep.step.TestClient.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.event.AuthorizationRequested;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Scope;
import dev.ninestep.token.Verification;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lines of the security catalogue about registration, authorization and consent, each over HTTP.
class AuthorizeCatalogueTest {

  private static final ResourceUri OTHER = new ResourceUri("https://auth.example/other");

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private ClientId registered(String name, String redirectUri) {
    var body =
        "{\"client_name\":\"%s\",\"redirect_uris\":[\"%s\"],\"token_endpoint_auth_method\":\"none\"}"
            .formatted(name, redirectUri);
    var answer = server.post("/register", "application/json", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return new ClientId(json(answer).getString("client_id"));
  }

  @Test
  void whatKindOfApplicationAClientSaysItIsKeepsNoLoopbackRedirectOut() {
    for (var kind :
        List.of("", "\"application_type\":\"native\",", "\"application_type\":\"web\",")) {
      var body =
          "{%s\"redirect_uris\":[\"http://127.0.0.1/cb\"],\"token_endpoint_auth_method\":\"none\"}"
              .formatted(kind);
      var answer = server.post("/register", "application/json", body);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      assertThat(json(answer).containsKey("application_type")).isFalse();
    }
  }

  /// (REG-20)
  @Test
  void whoeverTakesTheNameOfAnotherIsAnotherAndIsShownAsUnchecked() {
    var known = registered("Claude", "https://claude.example/callback");
    var pretender = registered("Claude", "https://evil.example/callback");
    assertThat(pretender).isNotEqualTo(known);

    var browser = TestClient.of(server, pretender);
    var asking =
        Form.with(browser.authorization(), "redirect_uri", "https://evil.example/callback");
    assertThat(browser.consentPage(asking).body())
        .contains("The app has named itself <q>Claude</q>, and nobody has checked that")
        .contains("<code>evil.example</code>")
        .doesNotContain("claude.example");
    var theirs =
        Form.with(browser.authorization(), "redirect_uri", "https://claude.example/callback");
    assertThat(browser.authorize(theirs).statusCode()).isEqualTo(400);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.REDIRECT_URI_MISMATCH);
  }

  /// (AZ-07)
  @ParameterizedTest
  @CsvSource({
    "redirect_uri,  https://evil.example/callback",
    "scope,         mcp support",
    "resource,      https://evil.example/mcp",
    "response_type, token",
    "client_id,     another",
    "state,         theirs",
  })
  void whatIsAddedToARequestOnItsWayIsNotRead(String parameter, String value) {
    var client = TestClient.register(server);
    var added = "&" + Form.encode(Map.of(parameter, value));
    var page =
        server.get(
            location(client.authorize(client.authorization())) + added, "Cookie", client.cookie());
    assertThat(page.statusCode()).isEqualTo(200);

    var form = Form.with(Form.hidden(page.body()), "decision", "allow");
    var back = location(client.decide(Form.with(form, parameter, value)));

    assertThat(back).startsWith(TestClient.CALLBACK + "?").doesNotContain("#");
    assertThat(Form.query(back)).containsEntry("state", "a state").containsKey("code");
    var granted = server.log.events(ConsentGranted.class).getLast();
    assertThat(granted.scope()).isEqualTo(Scope.of("mcp"));
    assertThat(granted.resource()).isEqualTo(TestServer.RESOURCE);
    assertThat(granted.client()).isEqualTo(client.id());
  }

  /// (AZ-08)
  @Test
  void withoutAChallengeTheClientIsToldSoAndGetsNoCode() {
    var client = TestClient.register(server);

    var told =
        Form.query(
            location(client.authorize(Form.without(client.authorization(), "code_challenge"))));

    assertThat(told)
        .containsEntry("error", "invalid_request")
        .containsEntry("state", "a state")
        .containsEntry("iss", "https://auth.example")
        .doesNotContainKey("code");
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.CODE_CHALLENGE_MISSING);
    assertThat(server.log.events(AuthorizationRequested.class)).isEmpty();
  }

  /// (AZ-21)
  @Test
  void whoNamesNoResourceGetsATokenForTheFirstOne() {
    var both =
        List.of(
            new ProtectedResource(TestServer.RESOURCE, Scope.of("mcp"), Scope.of("mcp")),
            new ProtectedResource(OTHER, Scope.of("mcp"), Scope.of("mcp")));
    try (var two = new TestServer(TestSettings.at(TestServer.ISSUER, "", both))) {
      assertThat(tokenOf(two, Form.without(request(two), "resource")).resource())
          .isEqualTo(TestServer.RESOURCE);
      assertThat(tokenOf(two, Form.with(request(two), "resource", OTHER.value())).resource())
          .isEqualTo(OTHER);
    }
  }

  private static Map<String, String> request(TestServer server) {
    return TestClient.register(server).authorization();
  }

  private static AccessToken tokenOf(TestServer server, Map<String, String> request) {
    var client = TestClient.of(server, new ClientId(request.get("client_id")));
    var page = client.consentPage(request);
    var allowed = client.decide(Form.with(Form.hidden(page.body()), "decision", "allow"));
    var code = Form.query(location(allowed)).get("code");
    return token(server, client.token(client.redemption(code)));
  }

  private static AccessToken token(TestServer server, HttpResponse<String> answer) {
    var text = json(answer).getString("access_token");
    assertThat(text).as(answer.body()).isNotNull();
    return ((Verification.Verified) server.tokens.verify(text)).token();
  }

  /// (AZ-31)
  @Test
  void aFormThatCarriesAnythingIsAnsweredBySeeOther() {
    var client = TestClient.register(server);
    var asked = server.postForm("/authorize", client.authorization(), "Cookie", client.cookie());
    assertThat(asked.statusCode()).isEqualTo(303);
    assertThat(client.decide(client.allowing()).statusCode()).isEqualTo(303);
    assertThat(client.decide(Form.with(client.allowing(), "decision", "deny")).statusCode())
        .isEqualTo(303);
  }

  /// (CO-08)
  @Test
  void noPageLetsItselfBeFramed() {
    var client = TestClient.register(server);
    var pages =
        List.of(
            client.consentPage(),
            server.get("/consent?request=no", "Cookie", client.cookie()),
            server.get("/errors/code-expired", "Accept", "text/html"),
            client.decide(Form.without(client.allowing(), "nonce")));

    assertThat(pages)
        .allSatisfy(page -> {
          var headers = page.headers();
          assertThat(headers.firstValue("Content-Type")).contains("text/html; charset=utf-8");
          assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
          assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
              .contains("frame-ancestors 'none'");
        });
  }

  /// (CO-14)
  @Test
  void aCodeIsForOneClientOneAddressOneChallengeAndOneTime() {
    var client = TestClient.register(server);
    var other = TestClient.register(server);
    var code = client.code();
    var right = client.redemption(code);
    var wrong =
        List.of(
            Form.with(right, "client_id", other.id().value()),
            Form.with(right, "redirect_uri", "https://client.example/other"),
            Form.with(right, "code_verifier", "a".repeat(43)),
            Form.with(right, "resource", OTHER.value()),
            Form.with(right, "code", altered(code)));

    assertThat(wrong)
        .allSatisfy(form -> assertThat(client.token(form).statusCode()).isEqualTo(400));
    var token = token(server, client.token(right));
    assertThat(client.token(right).statusCode()).isEqualTo(400);
    assertThat(token.account()).isEqualTo(client.session().account());
    assertThat(token.scope()).isEqualTo(Scope.of("mcp"));
    assertThat(token.resource()).isEqualTo(TestServer.RESOURCE);
  }

  private static String altered(String code) {
    var last = code.charAt(code.length() - 2) == 'A' ? 'B' : 'A';
    return code.substring(0, code.length() - 2) + last + code.charAt(code.length() - 1);
  }

  /// (CO-14)
  @Test
  void twoCodesShareNothingAndNoneIsKept() {
    var client = TestClient.register(server);
    var first = client.code();
    var second = client.elsewhere(Role.USER).code();

    assertThat(first).isNotEqualTo(second);
    assertThat(server.log.facts().toString()).doesNotContain(first, second);
  }
}
