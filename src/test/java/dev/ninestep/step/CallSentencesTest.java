package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.RevokedBy;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What "OAuth Troubleshooting" says of tool calls that return `invalid_token`, with a gateway and
/// the steps on one log, whose clock a test moves, under the profile `datalikers`.
class CallSentencesTest {

  private final TestServer server = new TestServer(ProfileSettings.of("datalikers"));
  private final GatewayBeside gateway = new GatewayBeside(server);
  private final TestClient client = TestClient.register(server);

  @AfterEach
  void stop() {
    gateway.close();
    server.close();
  }

  private HttpResponse<String> call(JsonObject tokens) {
    return gateway.call(tokens.getString("access_token"));
  }

  private HttpResponse<String> refresh(JsonObject tokens) {
    return client.token(client.refresh(tokens.getString("refresh_token")));
  }

  private static void isInvalid(HttpResponse<String> refused, String refusal) {
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
        .startsWith("Bearer ")
        .contains("error=\"invalid_token\"", "resource_metadata=\"");
    assertThat(json(refused).getString("error")).isEqualTo("invalid_token");
    assertThat(json(refused).getString("error_uri")).contains("/errors/" + refusal + "?");
  }

  @Test
  void accessTokenExpired() {
    // > Access token expired. Access tokens live for 1 hour.
    var tokens = client.tokens();
    server.log.pass(Duration.ofHours(1).minusMillis(1));
    assertThat(call(tokens).statusCode()).isEqualTo(200);
    server.log.pass(Duration.ofMillis(1));
    isInvalid(call(tokens), "token-expired");
    // > Use your refresh token to mint a new one.
    var minted = json(refresh(tokens));
    assertThat(call(minted).statusCode()).isEqualTo(200);
    isInvalid(call(tokens), "token-expired");
  }

  @Test
  void tokenWasRevokedByAnAdmin() {
    // > or by an admin. Re-authorise.
    var tokens = client.tokens();
    assertThat(call(tokens).statusCode()).isEqualTo(200);
    Facts.revoke(server, RevokedBy.OPERATOR);
    isInvalid(call(tokens), "token-revoked-by-operator");
    assertThat(json(refresh(tokens)).getString("error")).isEqualTo("invalid_grant");
    assertThat(call(client.tokens()).statusCode()).isEqualTo(200);
  }

  @Test
  void connectionInactive() {
    // > Connection inactive. The DataLikers client account associated with the OAuth client was
    // > suspended.
    var tokens = client.tokens();
    assertThat(call(tokens).statusCode()).isEqualTo(200);
    Facts.suspend(server, client.session().account());
    var refused = call(tokens);
    isInvalid(refused, "caller-account-suspended");
    assertThat(json(refused).getString("error_description"))
        .contains("The connection is inactive", "suspended");
    assertThat(json(refresh(tokens)).getString("error")).isEqualTo("invalid_grant");
    // > Contact [email protected].
    var errorUri = json(refused).getString("error_uri");
    assertThat(json(server.get(errorUri)).getString("fix")).contains("Contact the operator");
  }
}
