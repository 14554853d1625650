package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients of 2025-03-26 that find no metadata go to `/register`, `/authorize` and `/token` at the
/// root of the host of the MCP URL, whatever prefix the endpoints have.
class DefaultEndpointsTest {

  private static TestServer server(ResourceUri resource) {
    var known = new ProtectedResource(resource, Scope.of("mcp"), Scope.of("mcp"));
    return new TestServer(TestSettings.at(TestServer.ISSUER, "/oauth", List.of(known)));
  }

  @Test
  void aClientThatReadsNoMetadataConnects() {
    try (var server = server(TestServer.RESOURCE)) {
      var client = TestClient.register(server);
      var consent = TestClient.location(client.authorize(client.authorization()));
      assertThat(consent).startsWith("https://auth.example/oauth/consent?");
      var page = server.get(consent, "Cookie", client.cookie());
      var form = Form.with(Form.hidden(page.body()), "decision", "allow");
      var allowed = server.postForm("/oauth/consent", form, "Cookie", client.cookie());
      var code = Form.query(TestClient.location(allowed)).get("code");
      var tokens = json(client.token(client.redemption(code)));
      assertThat(tokens.getString("access_token")).isNotEmpty();
      assertThat(client.token(client.refresh(tokens.getString("refresh_token"))).statusCode())
          .isEqualTo(200);
    }
  }

  /// A client that would not send its body again is not sent elsewhere.
  @ParameterizedTest
  @ValueSource(strings = {"/register", "/token", "/oauth/register", "/oauth/token"})
  void aPostIsAnsweredWhereItComes(String path) {
    try (var server = server(TestServer.RESOURCE)) {
      assertThat(server.postForm(path, Map.of()).statusCode()).isIn(400, 415);
      assertThat(server.send("GET", path).statusCode()).isEqualTo(405);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/register", "/authorize", "/token"})
  void aHostThatServesNoMcpHasNoneAtItsRoot(String path) {
    try (var server = server(new ResourceUri("https://mcp.example/mcp"))) {
      assertThat(server.send("GET", path).statusCode()).isEqualTo(404);
      assertThat(server.send("GET", "/oauth" + path).statusCode()).isNotEqualTo(404);
    }
  }
}
