package dev.ninestep.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What cannot be recorded does not happen; what only reads goes on.
class NothingUnrecordedTest {

  private final TestServer server = new TestServer();
  private TestClient client;
  private Map<String, String> consent;
  private Map<String, String> redemption;
  private JsonObject tokens;

  @BeforeEach
  void getReadyWhileTheLogIsThere() {
    client = TestClient.register(server);
    tokens = client.tokens();
    redemption = client.redemption(client.code());
    consent = client.allowing();
    server.log.goDown();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  // EV-08
  @Test
  void withoutTheLogNoStepSucceeds() {
    var registration = "{\"redirect_uris\":[\"" + TestClient.CALLBACK + "\"]}";
    var refresh = client.refresh(tokens.getString("refresh_token"));
    var revocation =
        Map.of("client_id", client.id().value(), "token", tokens.getString("refresh_token"));
    assertThat(server.post("/register", "application/json", registration).statusCode())
        .isEqualTo(503);
    assertThat(client.authorize(client.authorization()).statusCode()).isEqualTo(503);
    assertThat(client.decide(consent).statusCode()).isEqualTo(503);
    assertThat(client.token(redemption).statusCode()).isEqualTo(503);
    assertThat(client.token(refresh).statusCode()).isEqualTo(503);
    assertThat(server.postForm("/revoke", revocation).statusCode()).isEqualTo(503);
    assertThat(server.postForm("/par", client.authorization()).statusCode()).isEqualTo(503);
  }

  // EV-08
  @Test
  void whatOnlyReadsGoesOn() {
    for (var path :
        new String[] {
          "/.well-known/oauth-authorization-server",
          "/.well-known/oauth-protected-resource/mcp",
          "/errors/code-expired"
        }) {
      assertThat(server.get(path).statusCode()).as(path).isEqualTo(200);
    }
  }
}
