package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static dev.ninestep.step.TestClient.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.ConsentDenied;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.ConsentShown;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Scope;
import dev.ninestep.refusal.Protection;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentPageTest {

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private TestClient registered(String name, String redirectUri) {
    var body =
        "{\"client_name\":\"%s\",\"redirect_uris\":[\"%s\"],\"token_endpoint_auth_method\":\"none\"}"
            .formatted(name, redirectUri);
    var id = json(server.post("/register", "application/json", body)).getString("client_id");
    return TestClient.of(server, new ClientId(id));
  }

  private HttpResponse<String> pageFor(String name, String redirectUri) {
    var client = registered(name, redirectUri);
    return client.consentPage(Form.with(client.authorization(), "redirect_uri", redirectUri));
  }

  // CO-04
  @Test
  void thePageSaysWhoGetsWhatWhereAndForHowLong() {
    var page = pageFor("Planner", "https://planner.example/callback").body();
    assertThat(page)
        .contains("Planner")
        .contains("nobody has checked that")
        .contains("planner.example")
        .contains("Use your tools")
        .contains("https://auth.example/mcp")
        .contains("at most 365 days")
        .contains("after 30 days without use")
        .doesNotContain("on this computer");
  }

  // CM-14
  @Test
  void aClientOnThisComputerComesWithAWarning() {
    assertThat(pageFor("Tool", "http://127.0.0.1:3118/callback").body())
        .contains("on this computer, where any other program could pose as it");
  }

  // REG-19
  @Test
  void aNameIsShownAndNeverRun() {
    var page = pageFor("<script>alert(1)</script>", "https://planner.example/callback").body();
    assertThat(page).contains("&lt;script&gt;").doesNotContain("<script");
  }

  // CO-09
  @ParameterizedTest
  @CsvSource({
    "https://a.example/cb,  https: http://localhost:* http://127.0.0.1:*",
    "http://localhost:1/cb, https: http://localhost:* http://127.0.0.1:*",
    "http://[::1]:1/cb,     https: http://localhost:* http://127.0.0.1:* http:",
    "cursor://host/cb,      https: http://localhost:* http://127.0.0.1:* cursor:",
  })
  void theFormMayLeadToTheClientAndToWhereItPassesTheUserOn(String uri, String sources) {
    var policy = pageFor("Tool", uri).headers().firstValue("Content-Security-Policy");
    assertThat(policy.orElseThrow()).endsWith("form-action 'self' " + sources);
  }

  // CO-02
  @Test
  void reloadingGivesAFreshNonceThatStillDecides() {
    var client = TestClient.register(server);
    var page = location(client.authorize(client.authorization()));
    var first = Form.hidden(server.get(page, "Cookie", client.cookie()).body());
    server.log.pass(Duration.ofMinutes(11));
    var second = Form.hidden(server.get(page, "Cookie", client.cookie()).body());
    assertThat(second.get("nonce")).isNotEqualTo(first.get("nonce"));
    assertThat(location(client.decide(Form.with(second, "decision", "allow")))).contains("code=");
  }

  // CO-03
  @Test
  void twoTabsAndADoubleClickBuyOneCode() {
    var client = TestClient.register(server);
    var page = location(client.authorize(client.authorization()));
    var tabs =
        IntStream.range(0, 2)
            .mapToObj(_ -> Form.hidden(server.get(page, "Cookie", client.cookie()).body()))
            .map(form -> Form.with(form, "decision", "allow"))
            .toList();
    var answers =
        IntStream.range(0, 16).parallel().mapToObj(i -> client.decide(tabs.get(i % 2))).toList();
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 303).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 400).hasSize(15);
  }

  // CO-07
  @Test
  void whatTheFormSaysBesidesIsNotRead() {
    var client = TestClient.register(server);
    var form = Form.with(client.allowing(), "scope", "mcp support");
    var more = Form.with(form, "redirect_uri", "https://evil.example/");
    assertThat(location(client.decide(Form.with(more, "client_id", "other"))))
        .startsWith(TestClient.CALLBACK + "?");
    var granted = server.log.events(ConsentGranted.class).getLast();
    assertThat(granted.scope()).isEqualTo(Scope.of("mcp"));
    assertThat(granted.client()).isEqualTo(client.id());
  }

  // CO-12
  @Test
  void denyingTellsTheClientAndLeavesNoGrant() {
    var client = TestClient.register(server);
    var answer = client.decide(Form.with(client.allowing(), "decision", "deny"));
    assertThat(Form.query(location(answer)))
        .containsEntry("error", "access_denied")
        .containsEntry("state", "a state")
        .containsEntry("iss", "https://auth.example");
    assertThat(server.log.events(ConsentDenied.class)).hasSize(1);
    assertThat(server.log.events(ConsentGranted.class)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "USER,    mcp support, mcp",
    "USER,    support,     mcp",
    "USER,    unheard-of,  mcp",
    "SUPPORT, mcp support, mcp support",
    "SUPPORT, support,     support",
    "SUPPORT, '',          mcp",
  })
  void nobodyIsAskedForMoreThanTheyHave(Role role, String asked, String offered) {
    var client = TestClient.register(server).elsewhere(role);
    client.consentPage(Form.with(client.authorization(), "scope", asked));
    assertThat(server.log.events(ConsentShown.class).getLast().scope())
        .isEqualTo(Scope.parse(offered).orElseThrow());
  }

  // AZ-15
  @ParameterizedTest
  @CsvSource({
    "a b+c/d=e&f",
    "%0d%0aSet-Cookie: a=b",
    "\uD83D\uDE00 \u00e9",
    "'\"><'",
  })
  void theStateComesBackAsItWasSent(String state) {
    var client = TestClient.register(server);
    var page = client.consentPage(Form.with(client.authorization(), "state", state));
    var answer = client.decide(Form.with(Form.hidden(page.body()), "decision", "allow"));
    assertThat(location(answer)).doesNotContain("+", " ");
    assertThat(Form.query(location(answer))).containsEntry("state", state);
  }

  // AZ-15
  @Test
  void aStateOfTwoKibibytesComesBackAndOpensNoHeader() {
    var state = "%0d%0aSet-Cookie: a=b\r\nX-Evil: yes&code=forged&".repeat(50).substring(0, 2_048);
    var client = TestClient.register(server);
    var page = client.consentPage(Form.with(client.authorization(), "state", state));
    var answer = client.decide(Form.with(Form.hidden(page.body()), "decision", "allow"));
    assertThat(Form.query(location(answer))).containsEntry("state", state);
    assertThat(answer.headers().firstValue("X-Evil")).isEmpty();
    assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(c -> c.contains("a=b"));
    assertThat(location(answer).split("[?&]code=", -1)).hasSize(2);
  }

  // AZ-15
  @Test
  void noStateComesBackWhereNoneWasSent() {
    var client = TestClient.register(server);
    var page = client.consentPage(Form.without(client.authorization(), "state"));
    var answer = client.decide(Form.with(Form.hidden(page.body()), "decision", "allow"));
    assertThat(Form.query(location(answer))).containsOnlyKeys("code", "iss");
  }

  // AZ-04
  @Test
  void thePortOfALoopbackRedirectIsFreeAndTheRedirectKeepsIt() {
    var client = registered("Tool", "http://localhost/callback");
    var asked = "http://localhost:51234/callback";
    var page = client.consentPage(Form.with(client.authorization(), "redirect_uri", asked));
    var answer = client.decide(Form.with(Form.hidden(page.body()), "decision", "allow"));
    assertThat(location(answer)).startsWith(asked + "?");
    var redemption = client.redemption(Form.query(location(answer)).get("code"));
    assertThat(client.token(Form.with(redemption, "redirect_uri", asked)).statusCode())
        .isEqualTo(200);
  }

  // AZ-04
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:51234/other",
        "http://127.0.0.1:51234/cb/",
        "http://127.0.0.1:51234/cb?a=b",
        "http://localhost:51234/cb",
        "http://[::1]:51234/cb",
        "http://127.0.0.2:51234/cb",
        "https://127.0.0.1:51234/cb"
      })
  void onlyThePortOfALoopbackRedirectIsFree(String asked) {
    var client = registered("Tool", "http://127.0.0.1/cb");
    var own = Form.with(client.authorization(), "redirect_uri", "http://127.0.0.1:51234/cb");
    assertThat(client.consentPage(own).statusCode()).isEqualTo(200);
    var refused = client.authorize(Form.with(own, "redirect_uri", asked));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.headers().firstValue("Location")).isEmpty();
    assertThat(server.lastRefused().refusal())
        .isIn(Refusal.REDIRECT_URI_MISMATCH, Refusal.REDIRECT_URI_NOT_ALLOWED);
  }

  // AZ-27
  @Test
  void thePageIsProtectedAndAllOurs() {
    var page = pageFor("Planner", "https://planner.example/callback");
    Protection.covers(page, TestServer.ISSUER);
  }

  @Test
  void aRedirectUriWithAQueryKeepsIt() {
    var client = registered("Tool", "https://a.example/cb?tenant=7");
    var asked = Form.with(client.authorization(), "redirect_uri", "https://a.example/cb?tenant=7");
    var page = client.consentPage(asked);
    var answer = client.decide(Form.with(Form.hidden(page.body()), "decision", "allow"));
    assertThat(location(answer)).startsWith("https://a.example/cb?tenant=7&");
  }

  // AZ-25
  @Test
  void headChangesNothing() {
    var client = TestClient.register(server);
    var before = server.log.facts().size();
    var query = Form.encode(client.authorization());
    var request = Form.query(location(client.authorize(client.authorization()))).get("request");
    for (var path :
        List.of("/authorize?" + query, "/consent?" + Form.encode(Map.of("request", request)))) {
      var head = server.send("HEAD", path, "Cookie", client.cookie());
      assertThat(head.statusCode()).isEqualTo(405);
      assertThat(head.body()).isEmpty();
      assertThat(head.headers().firstValue("Content-Length")).isPresent();
    }
    assertThat(server.log.events(ConsentShown.class)).isEmpty();
    // The authorization request, and two refusals.
    assertThat(server.log.facts()).hasSize(before + 3);
  }
}
