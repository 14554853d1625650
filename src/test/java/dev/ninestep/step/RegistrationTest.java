package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.decision.Hashes;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.log.VirtualFlowLog;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {

  private TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> register(String metadata) {
    return server.post("/register", "application/json; charset=utf-8", metadata);
  }

  // REG-01
  @Test
  void aPublicClientLearnsWhatIsRegisteredAndNoSecret() {
    var response =
        register(
            """
            {
              "client_name": "Käte's tool",
              "redirect_uris": ["https://a.example/cb", "http://localhost/cb"],
              "token_endpoint_auth_method": "none",
              "grant_types": ["authorization_code", "refresh_token"],
              "response_types": ["code"],
              "scope": "mcp openid",
              "client_uri": null
            }
            """);
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    var client = json(response);
    assertThat(client.getString("client_id")).matches("[A-Za-z0-9_-]{22}");
    client.remove("client_id");
    assertThat(client)
        .isEqualTo(
            new JsonObject()
                .put("client_id_issued_at", (int) VirtualFlowLog.NOON.getEpochSecond())
                .put("client_name", "Käte's tool")
                .put("redirect_uris", JsonArray.of("https://a.example/cb", "http://localhost/cb"))
                .put("grant_types", JsonArray.of("authorization_code", "refresh_token"))
                .put("response_types", JsonArray.of("code"))
                .put("token_endpoint_auth_method", "none")
                .put("scope", "mcp"));
  }

  // REG-30
  @Test
  void aClientThatNamesNoMethodGetsASecretOnceOfWhichTheHashIsKept() {
    var client = json(register("{\"redirect_uris\":[\"https://a.example/cb\"]}"));
    assertThat(client.getString("token_endpoint_auth_method")).isEqualTo("client_secret_basic");
    assertThat(client.getInteger("client_secret_expires_at")).isZero();
    assertThat(client.containsKey("scope")).isFalse();
    var secret = client.getString("client_secret");
    assertThat(secret).matches("[A-Za-z0-9_-]{43}");
    var told = server.log.events(ClientRegistered.class).getLast();
    assertThat(told.secretHash()).contains(Hashes.sha256(secret));
    assertThat(server.log.facts().toString()).doesNotContain(secret);
  }

  @Test
  void theFactIsKeyedByTheClientSoThatItOrdersAllAboutIt() {
    var id = TestClient.register(server).id();
    var fact = server.log.facts().getLast();
    assertThat(fact.key()).isEqualTo(new Key.OfClient(id));
    assertThat(fact.client()).isEqualTo(Optional.of(id));
  }

  // D1
  @Test
  void aProfileMayAnswer200() {
    server.close();
    server = new TestServer(TestSettings.answering(200));
    assertThat(register("{\"redirect_uris\":[\"https://a.example/cb\"]}").statusCode())
        .isEqualTo(200);
  }

  // REG-10, REG-07
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/cb",
        "http://127.0.0.1:33418/",
        "http://[::1]/cb",
        "com.example.app:/cb",
        "cursor://anysphere.cursor-mcp/oauth/callback"
      })
  void nativeClientsRegisterTheirOwnListenersAndSchemes(String uri) {
    assertThat(register("{\"redirect_uris\":[\"" + uri + "\"]}").statusCode()).isEqualTo(201);
  }

  // REG-13
  @Test
  void membersThatWouldRaiseAClientAreNeitherKeptNorEchoed() {
    var response =
        register(
            """
            {
              "redirect_uris": ["https://a.example/cb"], "token_endpoint_auth_method": "none",
              "client_id": "mine", "client_secret": "mine", "trusted": true, "skip_consent": true
            }
            """);
    assertThat(response.body()).doesNotContain("mine", "trusted", "skip_consent");
    assertThat(server.log.facts().toString()).doesNotContain("mine", "trusted", "skip_consent");
  }

  @Test
  void grantTypesNobodyOffersAreLeftOutBesideThoseThatAre() {
    var client =
        json(
            register(
                """
                {
                  "redirect_uris": ["http://127.0.0.1/"], "token_endpoint_auth_method": "none",
                  "grant_types": ["urn:ietf:params:oauth:grant-type:device_code", "authorization_code"]
                }
                """));
    assertThat(client.getJsonArray("grant_types")).containsExactly("authorization_code");
  }

  @Test
  void nobodyGetsAClientIdThatTheLogHasNotShown() {
    server.log.goDown();
    var response = register("{\"redirect_uris\":[\"https://a.example/cb\"]}");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
    assertThat(response.body()).doesNotContain("client_id");
  }

  private static final String PUBLIC =
      """
      {"redirect_uris": ["http://localhost:%d/cb"], "token_endpoint_auth_method": "none",
       "client_name": "%s"}
      """;

  // REG-27
  @Test
  void aPublicClientThatRegistersTheSameAgainIsTheSameClient() {
    var first = json(register(PUBLIC.formatted(1111, "Agent")));
    server.log.pass(Duration.ofHours(1));
    var again = json(register(PUBLIC.formatted(2222, "Agent")));
    assertThat(again.getString("client_id")).isEqualTo(first.getString("client_id"));
    assertThat(again.getLong("client_id_issued_at"))
        .isEqualTo(first.getLong("client_id_issued_at"));
    // It is told the port it listens on just now.
    assertThat(again.getJsonArray("redirect_uris")).containsExactly("http://localhost:2222/cb");
    assertThat(json(register(PUBLIC.formatted(1111, "Other"))).getString("client_id"))
        .isNotEqualTo(first.getString("client_id"));
  }

  @Test
  void aClientWithASecretIsANewOneEachTime() {
    var metadata = "{\"redirect_uris\":[\"https://a.example/cb\"]}";
    var first = json(register(metadata));
    var again = json(register(metadata));
    assertThat(first.getString("registration_client_uri"))
        .isEqualTo("https://auth.example/register/" + first.getString("client_id"));
    assertThat(first.getString("registration_access_token"))
        .matches("[A-Za-z0-9_-]{43}")
        .isNotEqualTo(again.getString("registration_access_token"));
    assertThat(again.getString("client_id")).isNotEqualTo(first.getString("client_id"));
    assertThat(again.getString("client_secret")).isNotEqualTo(first.getString("client_secret"));
  }

  // REG-23, REG-27
  @Test
  void theTwentyFirstNewClientOfAnHourIsRefusedButAKnownOneIsNot() {
    for (var i = 0; i < 20; i++) {
      assertThat(register(PUBLIC.formatted(1, "Agent " + i)).statusCode()).isEqualTo(201);
    }
    var refused = register(PUBLIC.formatted(1, "Agent 20"));
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After").orElseThrow()).matches("[0-9]+");
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.REGISTRATIONS_TOO_MANY);
    assertThat(register(PUBLIC.formatted(1, "Agent 7")).statusCode()).isEqualTo(201);

    server.log.pass(Duration.ofHours(1).plusSeconds(1));
    assertThat(register(PUBLIC.formatted(1, "Agent 20")).statusCode()).isEqualTo(201);
  }

  // REG-24
  @Test
  void aForgedForwardingHeaderIsTheSameCaller() {
    for (var i = 0; i < 20; i++) {
      register(PUBLIC.formatted(1, "Agent " + i));
    }
    var forged =
        server.post(
            "/register",
            "application/json",
            PUBLIC.formatted(1, "Agent 20"),
            "X-Forwarded-For",
            "198.51.100.7");
    assertThat(forged.statusCode()).isEqualTo(429);
  }

  // REG-27, EV-10
  @Test
  void aFloodLeavesOneRecordAndNotThousands() {
    for (var i = 0; i < 200; i++) {
      assertThat(register(PUBLIC.formatted(1, "Agent")).statusCode()).isEqualTo(201);
    }
    assertThat(server.log.events(ClientRegistered.class)).hasSize(2);
    for (var i = 0; i < 60; i++) {
      register(PUBLIC.formatted(1, "Agent " + i));
    }
    assertThat(server.log.events(StepRefused.class)).hasSize(1);
  }

  // REG-16
  @Test
  void aClientMayBringItsOwnKeys() {
    var keys = "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"eA\"}]}";
    var client =
        json(
            register(
                "{\"redirect_uris\":[\"https://a.example/cb\"],"
                    + "\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks\":"
                    + keys
                    + "}"));
    assertThat(client.getString("token_endpoint_auth_method")).isEqualTo("private_key_jwt");
    assertThat(client.getJsonObject("jwks")).isEqualTo(new JsonObject(keys));
    assertThat(client.containsKey("client_secret")).isFalse();
    assertThat(server.log.events(ClientRegistered.class).getLast().jwks()).contains(keys);
  }

  // REG-31
  @Test
  void scriptsOfEveryOriginMayRegisterWithoutCredentials() {
    var response =
        server.post(
            "/register",
            "application/json",
            PUBLIC.formatted(1, "Agent"),
            "Origin",
            "https://web.example");
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(response.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
  }
}
