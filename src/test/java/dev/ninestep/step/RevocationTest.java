package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.NothingRevoked;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.protocol.ClientId;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationTest {

  private final TestServer server = new TestServer();
  private TestClient client;
  private JsonObject tokens;

  @BeforeEach
  void connect() {
    client = TestClient.register(server);
    tokens = client.tokens();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> revoke(String token) {
    return server.postForm("/revoke", Map.of("client_id", client.id().value(), "token", token));
  }

  private void isDead(String refreshToken, String accessToken) {
    var refreshed = client.token(client.refresh(refreshToken));
    assertThat(refreshed.statusCode()).isEqualTo(400);
    assertThat(json(refreshed).getString("error")).isEqualTo("invalid_grant");
    assertThat(Introspecting.asTheResource(server, accessToken)).isEqualTo("{\"active\":false}");
  }

  private void isAlive(String refreshToken, String accessToken) {
    assertThat(Introspecting.asTheResource(server, accessToken)).contains("\"active\":true");
    assertThat(client.token(client.refresh(refreshToken)).statusCode()).isEqualTo(200);
  }

  // RV-01, RV-02, RV-10
  @ParameterizedTest
  @ValueSource(strings = {"refresh_token", "access_token"})
  void revokingEitherTokenEndsTheGrant(String kind) {
    var response = revoke(tokens.getString(kind));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    var told = server.log.facts().getLast();
    assertThat(told.event())
        .isEqualTo(new GrantRevoked(RevokedBy.CLIENT, Optional.of(client.id()), Optional.empty()));
    assertThat(response.headers().firstValue("X-Correlation-ID")).contains(told.flow().toString());

    isDead(tokens.getString("refresh_token"), tokens.getString("access_token"));
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.GRANT_REVOKED);
  }

  // RV-01
  @Test
  void revokingARotatedRefreshTokenEndsItsWholeFamily() {
    var successor = json(client.token(client.refresh(tokens.getString("refresh_token"))));
    assertThat(revoke(tokens.getString("refresh_token")).statusCode()).isEqualTo(200);
    isDead(successor.getString("refresh_token"), successor.getString("access_token"));
  }

  // RV-03
  @ParameterizedTest
  @ValueSource(strings = {"garbage", "a.b.c", "code"})
  void whatIsNoTokenIsRevokedAlready(String text) {
    var token = text.equals("code") ? client.code() : text;
    var response = revoke(token);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
    assertThat(server.log.events(NothingRevoked.class))
        .singleElement()
        .extracting(NothingRevoked::client)
        .isEqualTo(client.id());
    isAlive(tokens.getString("refresh_token"), tokens.getString("access_token"));
  }

  // RV-03
  @Test
  void revokingTwiceIsAsGoodAsOnce() {
    revoke(tokens.getString("refresh_token"));
    assertThat(revoke(tokens.getString("refresh_token")).statusCode()).isEqualTo(200);
    assertThat(revoke(tokens.getString("access_token")).statusCode()).isEqualTo(200);
  }

  // RV-04
  @Test
  void anotherClientRevokesNothing() {
    var other = TestClient.register(server).id().value();
    for (var kind : new String[] {"refresh_token", "access_token"}) {
      var form = Map.of("client_id", other, "token", tokens.getString(kind));
      var response = server.postForm("/revoke", form);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(json(response).getString("error")).isEqualTo("invalid_grant");
      assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.TOKEN_OF_ANOTHER_CLIENT);
    }
    isAlive(tokens.getString("refresh_token"), tokens.getString("access_token"));
  }

  // RV-05
  @ParameterizedTest
  @ValueSource(strings = {"access_token", "refresh_token", "device_secret"})
  void theHintDoesNotMatter(String hint) {
    var form =
        Map.of(
            "client_id",
            client.id().value(),
            "token",
            tokens.getString("refresh_token"),
            "token_type_hint",
            hint);
    assertThat(server.postForm("/revoke", form).statusCode()).isEqualTo(200);
    isDead(tokens.getString("refresh_token"), tokens.getString("access_token"));
  }

  // RV-06
  @Test
  void withoutTheLogNothingIsCalledRevoked() {
    server.log.goDown();
    for (var token : new String[] {tokens.getString("access_token"), "garbage"}) {
      var response = revoke(token);
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).contains("2");
    }
    server.log.comeUp();
    isAlive(tokens.getString("refresh_token"), tokens.getString("access_token"));
  }

  // RV-07
  @Test
  void aConfidentialClientProvesItselfFirst() {
    var prover = Prover.register(server, "client_secret_basic");
    var form = Map.of("token", prover.tokens().getString("refresh_token"));

    var unproven = Form.with(form, "client_id", prover.client().id().value());
    var refused = server.postForm("/revoke", unproven);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(json(refused).getString("error")).isEqualTo("invalid_client");
    assertThat(server.log.events(GrantRevoked.class)).isEmpty();

    assertThat(prover.post("/revoke", form).statusCode()).isEqualTo(200);
    assertThat(server.log.events(GrantRevoked.class)).hasSize(1);
  }

  // RV-08
  @Test
  void aTokenIsNeverTakenFromAUrl() {
    var token = tokens.getString("access_token");
    assertThat(server.get("/revoke?token=" + token).statusCode()).isEqualTo(405);
    var form = Form.encode(Map.of("client_id", client.id().value()));
    var posted = server.post("/revoke?token=" + token, "application/x-www-form-urlencoded", form);
    assertThat(posted.statusCode()).isEqualTo(400);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.TOKEN_REQUEST_IN_QUERY);
    isAlive(tokens.getString("refresh_token"), token);
  }

  @Test
  void aRequestWithoutATokenIsRefusedByName() {
    var response = server.postForm("/revoke", Map.of("client_id", client.id().value()));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.TOKEN_PARAMETER_MISSING);
  }

  @Test
  void aClientThatDoesNotExistRevokesNothing() {
    var form = Map.of("client_id", new ClientId("nobody").value(), "token", "x");
    assertThat(server.postForm("/revoke", form).statusCode()).isEqualTo(401);
  }

  @Test
  void aGrantThatCannotBeReadIsNotCalledRevoked() {
    var flow = server.log.facts().getLast().flow();
    var response = client.token(client.refresh(tokens.getString("refresh_token")));
    Facts.breakFlow(server, response);
    assertThat(server.log.facts().getLast().flow()).isEqualTo(flow);
    assertThat(revoke(tokens.getString("access_token")).statusCode()).isEqualTo(503);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.GRANT_UNREADABLE);
  }
}
