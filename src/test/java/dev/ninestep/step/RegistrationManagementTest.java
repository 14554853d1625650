package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.ClientDeleted;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.ClientUpdated;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.TokenIntrospected;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A client reads, replaces and deletes its own registration (RFC 7592).
class RegistrationManagementTest {

  private final TestServer server = new TestServer();
  private final JsonObject registered = withoutASecret();

  @AfterEach
  void stop() {
    server.close();
  }

  private static JsonObject metadata(String authMethod) {
    return new JsonObject()
        .put("client_name", "Test client")
        .put("redirect_uris", JsonArray.of(TestClient.CALLBACK))
        .put("token_endpoint_auth_method", authMethod);
  }

  /// A client with a secret that has given it up: one that registers without is nobody's to manage.
  private JsonObject withoutASecret() {
    var confidential =
        json(server.post("/register", "application/json", metadata("client_secret_post").encode()));
    return json(
        server.put(
            confidential.getString("registration_client_uri"),
            metadata("none").put("client_id", confidential.getString("client_id")).encode(),
            "Authorization",
            "Bearer " + confidential.getString("registration_access_token")));
  }

  private String uri() {
    return registered.getString("registration_client_uri");
  }

  private String bearer() {
    return "Bearer " + registered.getString("registration_access_token");
  }

  private HttpResponse<String> send(String method) {
    return server.send(method, uri(), "Authorization", bearer());
  }

  private HttpResponse<String> put(JsonObject metadata) {
    return server.put(uri(), metadata.encode(), "Authorization", bearer());
  }

  // REG-28
  @Test
  void aClientReadsWhatItIsRegisteredAs() {
    var read = send("GET");
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(json(read)).isEqualTo(registered);
    var told = server.log.events(MetadataServed.class).getLast();
    assertThat(told.document()).isEqualTo("registration");
    assertThat(told.step()).isEqualTo(Step.REGISTRATION);
    assertThat(server.log.facts().toString())
        .doesNotContain(registered.getString("registration_access_token"));
  }

  @Test
  void aClientReplacesItsRegistration() {
    var replaced =
        put(
            metadata("none")
                .put("client_id", registered.getString("client_id"))
                .put("client_name", "Renamed")
                .put("redirect_uris", JsonArray.of("https://new.example/cb")));
    assertThat(replaced.statusCode()).as(replaced.body()).isEqualTo(200);
    assertThat(json(replaced).getString("client_id")).isEqualTo(registered.getString("client_id"));
    assertThat(json(replaced).getString("client_name")).isEqualTo("Renamed");
    assertThat(json(send("GET")).getJsonArray("redirect_uris"))
        .containsExactly("https://new.example/cb");
    assertThat(server.log.events(ClientUpdated.class)).hasSize(2);

    var client = TestClient.of(server, new ClientId(registered.getString("client_id")));
    assertThat(client.authorize(client.authorization()).statusCode()).isEqualTo(400);
    var moved = Form.with(client.authorization(), "redirect_uri", "https://new.example/cb");
    assertThat(client.authorize(moved).statusCode()).isEqualTo(303);
  }

  @Test
  void aClientThatBecomesConfidentialIsShownItsSecretOnce() {
    var body = metadata("client_secret_post").put("client_id", registered.getString("client_id"));
    var secret = json(put(body)).getString("client_secret");
    assertThat(secret).matches("[A-Za-z0-9_-]{43}");
    assertThat(json(send("GET")).containsKey("client_secret")).isFalse();
    assertThat(json(put(body.put("client_secret", secret))).containsKey("client_secret")).isFalse();
    assertThat(server.log.facts().toString()).doesNotContain(secret);

    var client = TestClient.of(server, new ClientId(registered.getString("client_id")));
    var form = client.redemption(client.code());
    assertThat(client.token(form).statusCode()).isEqualTo(401);
    assertThat(client.token(Form.with(form, "client_secret", secret)).statusCode()).isEqualTo(200);
  }

  @Test
  void aClientThatDeletesItselfIsGoneAndSoAreItsTokens() {
    var client = TestClient.of(server, new ClientId(registered.getString("client_id")));
    var tokens = client.tokens();
    var refreshToken = tokens.getString("refresh_token");
    var accessToken = tokens.getString("access_token");
    assertThat(Introspecting.asTheResource(server, accessToken)).contains("\"active\":true");
    var deleted = send("DELETE");
    assertThat(deleted.statusCode()).isEqualTo(204);
    assertThat(deleted.body()).isEmpty();
    assertThat(server.log.events(ClientDeleted.class)).hasSize(1);

    assertThat(send("GET").statusCode()).isEqualTo(401);
    assertThat(client.authorize(client.authorization()).statusCode()).isEqualTo(400);
    assertThat(json(client.token(client.refresh(refreshToken))).getString("error"))
        .isEqualTo("invalid_client");
    assertThat(Introspecting.asTheResource(server, accessToken)).isEqualTo("{\"active\":false}");
    assertThat(server.log.events(TokenIntrospected.class).getLast().inactive())
        .contains(Refusal.CALLER_CLIENT_DELETED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE"})
  void withoutItsTokenNobodyManagesARegistration(String method) {
    for (var authorization : new String[] {"Bearer wrong", "Basic eDp5", "Bearer"}) {
      var refused = server.send(method, uri(), "Authorization", authorization);
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().firstValue("WWW-Authenticate"))
          .contains("Bearer error=\"invalid_token\"");
      assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.REGISTRATION_TOKEN_WRONG);
    }
    var other =
        json(
            server.post(
                "/register", "application/json", metadata("").encode().replace("\"\"", "null")));
    assertThat(
            server
                .send(method, other.getString("registration_client_uri"), "Authorization", bearer())
                .statusCode())
        .isEqualTo(401);
    assertThat(server.send(method, "/register/nobody", "Authorization", bearer()).statusCode())
        .isEqualTo(401);
  }

  @Test
  void aReplacementForAnotherClientOrWithAnotherSecretIsRefused() {
    for (var body :
        new JsonObject[] {
          metadata("none").put("client_id", "another"),
          metadata("none").put("client_secret", "chosen by the client")
        }) {
      assertThat(put(body).statusCode()).isEqualTo(400);
      assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.REGISTRATION_OF_ANOTHER);
    }
    assertThat(put(metadata("none").put("redirect_uris", JsonArray.of())).statusCode())
        .isEqualTo(400);
    assertThat(json(send("GET"))).isEqualTo(registered);
  }

  // REG-28
  @Test
  void whatANeighbourCouldRegisterTooNobodyManages() {
    var shared = json(server.post("/register", "application/json", metadata("none").encode()));
    assertThat(shared.fieldNames())
        .doesNotContain("registration_access_token", "registration_client_uri");
    assertThat(server.log.events(ClientRegistered.class).getLast().managementHash()).isEmpty();
    var deleted =
        server.send(
            "DELETE",
            "/register/" + shared.getString("client_id"),
            "Authorization",
            "Bearer " + shared.getString("client_id"));
    assertThat(deleted.statusCode()).isEqualTo(401);
  }

  // REG-28
  @Test
  void otherMethodsAreRefusedWithThoseThereAre() {
    var refused = server.send("PATCH", uri(), "Authorization", bearer());
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Allow")).contains("GET, PUT, DELETE, OPTIONS");
  }
}
