package dev.ninestep.step;

import static dev.ninestep.step.TestClient.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.document.DocumentHost;
import dev.ninestep.event.AuthorizationRequested;
import dev.ninestep.event.ConsentDenied;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.Session;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How browsers leave: where to, when, and when not.
class DepartureTest {

  private static final String[] NAVIGATES = {"Sec-Fetch-Mode", "navigate"};

  private final DocumentHost host = new DocumentHost();
  private final TestServer server = new TestServer(host.documents(TestSettings.REDIRECTS));
  private final TestClient client = TestClient.register(server);

  @AfterEach
  void close() {
    server.close();
    host.close();
  }

  private HttpResponse<String> decide(Map<String, String> form) {
    return server.postForm("/consent", form, "Cookie", client.cookie(), NAVIGATES[0], NAVIGATES[1]);
  }

  private static String policy(HttpResponse<String> page) {
    return page.headers().firstValue("Content-Security-Policy").orElseThrow();
  }

  // CO-09, CO-10
  @Test
  void afterConsentABrowserLeavesFromAPageOfOurs() {
    var asked = location(client.authorize(client.authorization()));
    var consent = server.get(asked, "Cookie", client.cookie(), NAVIGATES[0], NAVIGATES[1]);
    assertThat(policy(consent)).endsWith("form-action 'self'");

    var page = decide(Form.with(Form.hidden(consent.body()), "decision", "allow"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Location")).isEmpty();
    assertThat(policy(page)).endsWith("form-action 'self'");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(page.body())
        .contains("<meta http-equiv=\"refresh\" content=\"0;url=" + TestClient.CALLBACK + "?iss=")
        .contains("&amp;code=")
        .contains("You are being sent to client.example");
    assertThat(server.log.events(ConsentGranted.class)).hasSize(1);
  }

  // AZ-18
  @Test
  void afterADenialTheUserChoosesWhetherToTellAClientNobodyKnows() {
    var page = decide(Form.with(client.allowing(), "decision", "deny"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("Go on to client.example")
        .contains("error=access_denied")
        .doesNotContain("http-equiv=\"refresh\"");
    assertThat(server.log.events(ConsentDenied.class)).hasSize(1);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.CONSENT_DENIED);
  }

  // AZ-18
  @Test
  void anOperatorMayHaveEveryClientToldAtOnce() {
    try (var telling = new TestServer(TestSettings.telling())) {
      var client = TestClient.register(telling);
      var denied = Form.with(client.allowing(), "decision", "deny");
      var page =
          telling.postForm(
              "/consent", denied, "Cookie", client.cookie(), NAVIGATES[0], NAVIGATES[1]);
      assertThat(page.body()).contains("error=access_denied", "http-equiv=\"refresh\"");
    }
  }

  // AZ-17
  @ParameterizedTest
  @CsvSource({
    "scope,         a\"b,    SCOPE_MALFORMED",
    "response_type, token,   RESPONSE_TYPE_UNSUPPORTED",
    "resource,      /x,      RESOURCE_UNKNOWN",
    "prompt,        none x,  PROMPT_CONTRADICTORY",
    "max_age,       soon,    MAX_AGE_MALFORMED",
  })
  void nobodyIsSentAnywhereBeforeTheyAreKnown(String parameter, String value, Refusal refusal) {
    var request = Form.with(client.authorization(), parameter, value);
    var page = server.get("/authorize?" + Form.encode(request));
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.headers().firstValue("Location")).isEmpty();
    assertThat(page.body()).doesNotContain(TestClient.CALLBACK);
    assertThat(server.lastRefused().refusal()).isEqualTo(refusal);
  }

  // AZ-17, AZ-18
  @Test
  void whoIsKnownChoosesWhetherToGoOnToAClientNobodyKnows() {
    var request = Form.encode(Form.with(client.authorization(), "scope", "a\"b"));
    var page =
        server.get("/authorize?" + request, "Cookie", client.cookie(), NAVIGATES[0], NAVIGATES[1]);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("error=invalid_scope", "Go on to client.example")
        .doesNotContain("http-equiv=\"refresh\"");
  }

  private TestClient assured() {
    return TestClient.of(server, host.serveClient("/client.json"));
  }

  private static Map<String, String> asking(TestClient client, String prompt) {
    var there = Form.with(client.authorization(), "redirect_uri", "https://client.example/cb");
    return Form.with(there, "prompt", prompt);
  }

  @Test
  void anAssuredClientIsToldAtOnce() {
    var known = assured();
    var request = Form.encode(Form.with(asking(known, "login"), "scope", "a\"b"));
    var page =
        server.get("/authorize?" + request, "Cookie", known.cookie(), NAVIGATES[0], NAVIGATES[1]);
    assertThat(page.body()).contains("error=invalid_scope", "http-equiv=\"refresh\"");
  }

  // AZ-19
  @Test
  void withoutAPageOnlyAnAssuredClientIsToldThatNobodyIsSignedIn() {
    var query = Form.encode(Form.with(client.authorization(), "prompt", "none"));
    var page = server.get("/authorize?" + query);
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.headers().firstValue("Location")).isEmpty();
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.LOGIN_REQUIRED);

    var told = server.get("/authorize?" + Form.encode(asking(assured(), "none")));
    assertThat(Form.query(location(told)))
        .containsEntry("error", "login_required")
        .containsEntry("iss", "https://auth.example");
  }

  @Test
  void aSignInBeforeTheRequestDoesNotCountWhenTheClientWantsANewOne() {
    server.log.pass(Duration.ofSeconds(1));
    var asked = location(client.authorize(Form.with(client.authorization(), "prompt", "login")));
    assertThat(asked).startsWith("https://auth.example/sign-in?");
    var consent = asked.replace("/sign-in?", "/consent?");
    assertThat(location(server.get(consent, "Cookie", client.cookie()))).isEqualTo(asked);

    var again = signedInNow();
    assertThat(server.get(consent, "Cookie", again).statusCode()).isEqualTo(200);
  }

  private String signedInNow() {
    var before = client.session();
    var now = server.log.now();
    var session =
        new Session(
            server.mint.session(), before.account(), before.role(), now, now.plusSeconds(60));
    return "__Host-ninestep=" + server.sealed.seal(session);
  }

  @ParameterizedTest
  @ValueSource(strings = {"599", "600"})
  void maxAgeIsCountedInTheTimeOfTheLog(String maxAge) {
    server.log.pass(Duration.ofMinutes(10));
    var asked = location(client.authorize(Form.with(client.authorization(), "max_age", maxAge)));
    assertThat(asked)
        .startsWith("https://auth.example/" + (maxAge.equals("600") ? "consent?" : "sign-in?"));
    assertThat(server.log.events(AuthorizationRequested.class)).hasSize(1);
  }
}
