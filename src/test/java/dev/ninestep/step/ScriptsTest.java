package dev.ninestep.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that are scripts of some web page: what they may read, and that no browser gives them
/// anything that is its user's.
class ScriptsTest {

  private static final String INSPECTOR = "https://inspector.example";

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/register", "/token", "/par", "/revoke", "/introspect"})
  void everyEndpointForClientsAnswersAPreflightAndIsReadableWithoutCredentials(String path) {
    var preflight =
        server.send("OPTIONS", path, "Origin", INSPECTOR, "Access-Control-Request-Method", "POST");
    assertThat(preflight.statusCode()).isEqualTo(204);
    var allowed = preflight.headers();
    assertThat(allowed.firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(allowed.firstValue("Access-Control-Allow-Methods").orElseThrow()).contains("POST");
    assertThat(allowed.firstValue("Access-Control-Allow-Headers").orElseThrow())
        .contains("Authorization", "Content-Type");
    assertThat(allowed.firstValue("Access-Control-Allow-Credentials")).isEmpty();

    var refused = server.postForm(path, Map.of("token", "none"), "Origin", INSPECTOR).headers();
    assertThat(refused.firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(refused.firstValue("Access-Control-Expose-Headers").orElseThrow())
        .contains("WWW-Authenticate", "Retry-After", "X-Correlation-ID");
    assertThat(refused.firstValue("Access-Control-Allow-Credentials")).isEmpty();
  }

  @Test
  void aScriptPushesItsRequestAndRevokesItsTokens() {
    var client = TestClient.register(server);
    var pushed = server.postForm("/par", client.authorization(), "Origin", INSPECTOR);
    assertThat(pushed.statusCode()).as(pushed.body()).isEqualTo(201);
    assertThat(pushed.headers().firstValue("Access-Control-Allow-Origin")).contains("*");

    var access = client.tokens().getString("access_token");
    var form = Map.of("client_id", client.id().value(), "token", access);
    var revoked = server.postForm("/revoke", form, "Origin", INSPECTOR);
    assertThat(revoked.statusCode()).isEqualTo(200);
    assertThat(revoked.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(Introspecting.asTheResource(server, access)).isEqualTo("{\"active\":false}");
  }
}
