package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static dev.ninestep.step.TestClient.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.document.DocumentHost;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.ScopeHierarchy;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of scopes that imply others on the way from the request to the token. (GW-13)
class ImpliedScopeTest {

  private static final String THERE = "https://client.example/cb";

  private static final ProtectedResource RESOURCE =
      new ProtectedResource(
          TestServer.RESOURCE,
          Scope.of("mcp", "read", "write", "support", "admin"),
          Scope.of("mcp"),
          new ScopeHierarchy(Map.of("write", Scope.of("read"), "admin", Scope.of("support"))));

  private final DocumentHost host = new DocumentHost();
  private final TestServer server =
      new TestServer(
          TestSettings.at(TestServer.ISSUER, "", List.of(RESOURCE)),
          host.documents(TestSettings.REDIRECTS));
  private final TestClient client = TokenExchangeTest.register(server).elsewhere(Role.USER);

  @AfterEach
  void stop() {
    server.close();
    host.close();
  }

  private static Map<String, String> asking(TestClient client, String scope) {
    return Form.with(client.authorization(), "scope", scope);
  }

  private JsonObject tokens(String scope) {
    var page = Form.hidden(client.consentPage(asking(client, scope)).body());
    var back = location(client.decide(Form.with(page, "decision", "allow")));
    return json(client.token(client.redemption(Form.query(back).get("code"))));
  }

  private HttpResponse<String> refresh(JsonObject tokens, String scope) {
    var form = client.refresh(tokens.getString("refresh_token"));
    return client.token(Form.with(form, "scope", scope));
  }

  private HttpResponse<String> exchange(JsonObject tokens, String scope) {
    var form = TokenExchangeTest.exchange(client, tokens.getString("access_token"));
    return client.token(Form.with(form, "scope", scope));
  }

  @Test
  void whatIsGrantedIsSaidAsItWasAskedFor() {
    assertThat(tokens("write").getString("scope")).isEqualTo("write");
  }

  @Test
  void aRefreshMayNarrowToWhatTheGrantedScopeImplies() {
    var tokens = tokens("write");
    var narrowed = json(refresh(tokens, "read"));
    assertThat(narrowed.getString("scope")).isEqualTo("read");
    assertThat(json(refresh(narrowed, "write")).getString("scope"))
        .as("the grant is as wide as it was")
        .isEqualTo("write");
  }

  @Test
  void anExchangeMayNarrowToWhatTheGrantedScopeImplies() {
    assertThat(json(exchange(tokens("write"), "read")).getString("scope")).isEqualTo("read");
  }

  @Test
  void nothingIsWidenedToWhatImpliesTheGrantedScope() {
    var tokens = tokens("read");
    assertThat(exchange(tokens, "write").statusCode()).isEqualTo(400);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.SCOPE_WIDER_THAN_GRANT);
    assertThat(refresh(tokens, "write").statusCode()).isEqualTo(400);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.SCOPE_WIDER_THAN_GRANT);
  }

  @Test
  void aUserCannotGiveByABroadScopeWhatTheyMayNotGiveByName() {
    tokens("mcp admin");
    assertThat(server.log.events(ConsentGranted.class).getLast().scope())
        .isEqualTo(Scope.of("mcp"));

    var team = client.elsewhere(Role.SUPPORT);
    var page = Form.hidden(team.consentPage(asking(team, "mcp admin")).body());
    location(team.decide(Form.with(page, "decision", "allow")));
    assertThat(server.log.events(ConsentGranted.class).getLast().scope())
        .isEqualTo(Scope.of("admin", "mcp"));
  }

  @Test
  void theConsentPageSaysWhatABroadScopeIncludes() {
    assertThat(client.consentPage(asking(client, "mcp write")).body())
        .contains("(this includes: read)")
        .doesNotContain("nor what includes it");
    assertThat(client.consentPage(asking(client, "read write")).body())
        .contains("value=\"read\"> not this, nor what includes it<")
        .contains("value=\"write\"> not this<");
  }

  @Test
  void whoeverLeavesOutANarrowScopeLeavesOutWhatIncludesIt() {
    var page = Form.hidden(client.consentPage(asking(client, "mcp read write")).body());
    var form = Form.with(Form.with(page, "decision", "allow"), "without", "read");
    location(client.decide(form));
    assertThat(server.log.events(ConsentGranted.class).getLast().scope())
        .isEqualTo(Scope.of("mcp"));
  }

  @Test
  void whatABroadScopeIncludesIsNotAskedForAgain() {
    var id = host.url("/client.json");
    host.serve("/client.json", DocumentHost.document(id.value(), THERE));
    var assured = TestClient.of(server, id);
    var write = Form.with(asking(assured, "write"), "redirect_uri", THERE);
    var page = Form.hidden(assured.consentPage(write).body());
    location(assured.decide(Form.with(page, "decision", "allow")));

    assertThat(location(assured.consentPage(Form.with(write, "scope", "read")))).contains("code=");
    var more = assured.consentPage(Form.with(write, "scope", "read write mcp")).body();
    assertThat(more.split("<strong class=\"new\">", -1))
        .as("once where the word is explained, and once for mcp")
        .hasSize(3);
  }
}
