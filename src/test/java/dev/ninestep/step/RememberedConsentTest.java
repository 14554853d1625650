package dev.ninestep.step;

import static dev.ninestep.step.TestClient.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.document.DocumentHost;
import dev.ninestep.event.AccountReinstated;
import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.ConsentForgotten;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.ConsentRecalled;
import dev.ninestep.event.ConsentRemembered;
import dev.ninestep.event.ConsentShown;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Scope;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// When a user is not asked again, and when they are.
class RememberedConsentTest {

  private static final String THERE = "https://client.example/cb";
  private static final String ELSEWHERE = "https://client.example/other";
  private static final ResourceUri OTHER = new ResourceUri("https://auth.example/other");
  private static final List<ProtectedResource> RESOURCES =
      List.of(
          new ProtectedResource(TestServer.RESOURCE, Scope.of("mcp", "more"), Scope.of("mcp")),
          new ProtectedResource(OTHER, Scope.of("mcp"), Scope.of("mcp")));

  private final DocumentHost host = new DocumentHost();
  private final TestServer server =
      new TestServer(
          TestSettings.at(TestServer.ISSUER, "", RESOURCES),
          host.documents(TestSettings.REDIRECTS));
  private final ClientId id = host.url("/client.json");
  private TestClient client;

  @BeforeEach
  void serve() {
    serve("Documented");
    client = TestClient.of(server, id);
  }

  private void serve(String name) {
    host.serve(
        "/client.json",
        "{\"client_id\":\"%s\",\"client_name\":\"%s\",\"redirect_uris\":[\"%s\",\"%s\"]}"
            .formatted(id, name, THERE, ELSEWHERE));
  }

  @AfterEach
  void close() {
    server.close();
    host.close();
  }

  private Map<String, String> asking() {
    return Form.with(client.authorization(), "redirect_uri", THERE);
  }

  private void allow(Map<String, String> request) {
    var page = client.consentPage(request);
    assertThat(page.statusCode()).as("asked").isEqualTo(200);
    location(client.decide(Form.with(Form.hidden(page.body()), "decision", "allow")));
  }

  /// What comes of a request without a button pressed.
  private HttpResponse<String> comeAgain(Map<String, String> request) {
    return client.consentPage(request);
  }

  private void isAskedAbout(Map<String, String> request) {
    assertThat(comeAgain(request).statusCode()).isEqualTo(200);
    assertThat(server.log.events(ConsentRecalled.class)).isEmpty();
  }

  // CO-06
  @Test
  void whatWasAllowedToAnAssuredClientIsNotAskedAgain() {
    allow(asking());
    var shown = server.log.events(ConsentShown.class).size();

    var back = Form.query(location(comeAgain(asking())));
    assertThat(back).containsKeys("code", "state", "iss");
    var redeemed =
        client.token(Form.with(client.redemption(back.get("code")), "redirect_uri", THERE));
    assertThat(redeemed.statusCode()).as(redeemed.body()).isEqualTo(200);
    assertThat(server.log.events(ConsentShown.class)).hasSize(shown);
    assertThat(server.log.events(ConsentRecalled.class)).hasSize(1);
    assertThat(server.log.events(ConsentGranted.class)).hasSize(2);
    assertThat(server.log.events(ConsentRemembered.class)).as("once is enough").hasSize(1);
  }

  // CO-06
  @Test
  void anotherScopeIsAskedAboutAndMarkedAsNew() {
    allow(asking());
    var page = comeAgain(Form.with(asking(), "scope", "mcp more"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("You have let this app in before")
        .containsSubsequence("Use your tools", "more", "<strong class=\"new\">new</strong>");

    allow(Form.with(asking(), "scope", "mcp more"));
    assertThat(location(comeAgain(asking()))).as("fewer scopes are nothing new").contains("code=");
  }

  // CO-06
  @Test
  void anotherRedirectUriIsAskedAbout() {
    allow(asking());
    isAskedAbout(Form.with(asking(), "redirect_uri", ELSEWHERE));
  }

  // CO-06
  @Test
  void anotherAudienceIsAskedAbout() {
    allow(asking());
    isAskedAbout(Form.with(asking(), "resource", OTHER.value()));
  }

  // CO-06
  @Test
  void anotherUserIsAsked() {
    allow(asking());
    client = client.elsewhere(Role.USER);
    isAskedAbout(asking());
  }

  // CM-12, CO-06
  @Test
  void aClientWhoseDocumentHasChangedIsAskedAbout() {
    allow(asking());
    serve("Documented otherwise");
    host.pass(Duration.ofDays(2));
    isAskedAbout(asking());
  }

  // CM-12
  @Test
  void whatWasAllowedToAClientThatChangedMeanwhileIsNotRemembered() {
    var page = client.consentPage(asking());
    server.log.pass(Duration.ofSeconds(1));
    serve("Documented otherwise");
    host.pass(Duration.ofDays(2));
    client.authorize(asking());
    location(client.decide(Form.with(Form.hidden(page.body()), "decision", "allow")));

    assertThat(server.log.events(ConsentRemembered.class)).isEmpty();
  }

  // CO-05
  @Test
  void aClientThatRegisteredItselfIsAskedAboutEachTime() {
    client = TestClient.register(server);
    allow(client.authorization());
    isAskedAbout(client.authorization());
  }

  // CO-05, CO-06
  @Test
  void aClientThatRegisteredItselfAndComesForMoreIsAskedAndWhatIsNewIsMarked() {
    client = TestClient.register(server);
    allow(client.authorization());
    var more = Form.with(client.authorization(), "scope", "mcp more");
    var page = comeAgain(more);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("You have let this app in before")
        .containsSubsequence("Use your tools", "more", "<strong class=\"new\">new</strong>")
        .containsOnlyOnce("<strong class=\"new\">new</strong>\n");
    allow(more);
    assertThat(server.log.events(ConsentGranted.class).getLast().scope())
        .isEqualTo(Scope.of("mcp", "more"));
  }

  // CM-14
  @Test
  void aDocumentedClientOnThisComputerIsAskedAboutEachTime() {
    var local = host.url("/local.json");
    host.serve("/local.json", DocumentHost.document(local.value(), "http://localhost/cb"));
    client = TestClient.of(server, local);
    var request = Form.with(client.authorization(), "redirect_uri", "http://localhost:1234/cb");
    allow(request);
    isAskedAbout(request);
  }

  // CO-05
  @Test
  void aDocumentedClientThatIsAnsweredElsewhereIsAskedAboutEachTime() {
    var far = host.url("/far.json");
    host.serve("/far.json", DocumentHost.document(far.value(), "https://elsewhere.example/cb"));
    client = TestClient.of(server, far);
    var request = Form.with(client.authorization(), "redirect_uri", "https://elsewhere.example/cb");
    allow(request);
    isAskedAbout(request);
  }

  @Test
  void promptConsentAsksAgain() {
    allow(asking());
    isAskedAbout(Form.with(asking(), "prompt", "consent"));
  }

  @Test
  void promptNoneGetsACodeForWhatIsRememberedAndARefusalForAnythingElse() {
    var silent = Form.with(asking(), "prompt", "none");
    assertThat(Form.query(location(comeAgain(silent)))).containsEntry("error", "consent_required");
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.CONSENT_REQUIRED);

    allow(asking());
    assertThat(Form.query(location(comeAgain(silent)))).containsKey("code");
  }

  @Test
  void aDenialForgets() {
    allow(asking());
    var page = comeAgain(Form.with(asking(), "prompt", "consent"));
    client.decide(Form.with(Form.hidden(page.body()), "decision", "deny"));

    assertThat(server.log.events(ConsentForgotten.class))
        .containsExactly(new ConsentForgotten(client.session().account(), id));
    isAskedAbout(asking());
  }

  @Test
  void aSuspensionForgetsAndEndsTheSession() {
    allow(asking());
    var account = client.session().account();
    server.log.pass(Duration.ofSeconds(1));
    Facts.tell(server, new Key.OfAccount(account), new AccountSuspended(account, "op", "test"));
    Facts.tell(server, new Key.OfAccount(account), new AccountReinstated(account, "op"));

    assertThat(location(client.authorize(asking()))).contains("/sign-in?");
  }

  // CO-07
  @Test
  void whatTheUserLeavesOutIsNeitherGrantedNorRemembered() {
    var page = client.consentPage(Form.with(asking(), "scope", "mcp more"));
    assertThat(page.body()).contains("name=\"without\" value=\"more\"");
    var form = Form.with(Form.hidden(page.body()), "decision", "allow");
    location(client.decide(Form.with(form, "without", "more")));

    assertThat(server.log.events(ConsentGranted.class).getLast().scope())
        .isEqualTo(Scope.of("mcp"));
    assertThat(server.log.events(ConsentRemembered.class).getLast().scope())
        .isEqualTo(Scope.of("mcp"));
    isAskedAbout(Form.with(asking(), "scope", "mcp more"));
  }
}
