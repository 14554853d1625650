package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.decision.ExchangeToken;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.SubjectPresented;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Scope;
import dev.ninestep.token.KeyHolder;
import dev.ninestep.token.Verification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Clients that exchange an access token of their own for a narrower one.
class TokenExchangeTest {

  private final TestServer server = new TestServer();
  private final TestClient client = register(server);
  private final String subject = bothScopes().getString("access_token");

  @AfterEach
  void stop() {
    server.close();
  }

  /// A public client that may exchange, with a user whom no scope is kept from.
  static TestClient register(TestServer server) {
    var metadata =
        new JsonObject()
            .put("client_name", "Exchanging")
            .put("redirect_uris", JsonArray.of(TestClient.CALLBACK))
            .put("token_endpoint_auth_method", "none")
            .put(
                "grant_types",
                JsonArray.of("authorization_code", "refresh_token", ExchangeToken.GRANT_TYPE));
    var registered = json(server.post("/register", "application/json", metadata.encode()));
    var id = new ClientId(registered.getString("client_id"));
    return TestClient.of(server, id).elsewhere(Role.SUPPORT);
  }

  static Map<String, String> exchange(TestClient client, String subject) {
    return Map.of(
        "grant_type",
        ExchangeToken.GRANT_TYPE,
        "client_id",
        client.id().value(),
        "subject_token",
        subject,
        "subject_token_type",
        ExchangeToken.ACCESS_TOKEN);
  }

  private JsonObject bothScopes() {
    var request = Form.with(client.authorization(), "scope", "mcp support");
    var page = Form.hidden(client.consentPage(request).body());
    var back = TestClient.location(client.decide(Form.with(page, "decision", "allow")));
    return json(client.token(client.redemption(Form.query(back).get("code"))));
  }

  private HttpResponse<String> send(String name, String value) {
    return client.token(Form.with(exchange(client, subject), name, value));
  }

  private AccessToken read(String token) {
    return ((Verification.Verified) server.tokens.verify(token)).token();
  }

  private void isRefused(HttpResponse<String> response, Refusal refusal) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(refusal.status());
    assertThat(json(response).getString("error")).isEqualTo(refusal.error().orElseThrow());
    assertThat(server.lastRefused().refusal()).isEqualTo(refusal);
    assertThat(server.log.events(TokensIssued.class)).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void aTokenBuysOneThatAllowsLessInTheSameFlow() {
    server.log.pass(Duration.ofMinutes(10));
    var response = send("scope", "mcp");
    var answer = json(response);
    assertThat(answer.fieldNames())
        .containsExactlyInAnyOrder(
            "access_token", "issued_token_type", "token_type", "expires_in", "scope");
    assertThat(answer.getString("issued_token_type")).isEqualTo(ExchangeToken.ACCESS_TOKEN);
    assertThat(answer.getString("token_type")).isEqualTo("Bearer");
    assertThat(answer.getString("scope")).isEqualTo("mcp");
    assertThat(answer.getInteger("expires_in")).as("what is left").isEqualTo(3000);
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");

    var before = read(subject);
    var after = read(answer.getString("access_token"));
    assertThat(after.flow()).isEqualTo(before.flow());
    assertThat(after.account()).isEqualTo(before.account());
    assertThat(after.resource()).isEqualTo(before.resource());
    assertThat(after.expiresAt()).isEqualTo(before.expiresAt());
    assertThat(after.id()).isNotEqualTo(before.id());
    assertThat(server.log.events(SubjectPresented.class))
        .singleElement()
        .satisfies(told -> assertThat(told.accessTokenId()).isEqualTo(before.id()))
        .satisfies(told -> assertThat(told.scope()).isEqualTo(Scope.of("mcp")));
    assertThat(server.issued(2).getLast().generation()).isZero();
    assertThat(response.headers().firstValue("X-Correlation-ID")).contains(after.flow().toString());
  }

  @Test
  void itEndsWithTheGrantOfTheTokenItWasBoughtWith() {
    var narrower = json(send("scope", "mcp")).getString("access_token");
    assertThat(Introspecting.asTheResource(server, narrower)).contains("\"active\":true");
    var form = Map.of("client_id", client.id().value(), "token", subject);
    assertThat(server.postForm("/revoke", form).statusCode()).isEqualTo(200);
    assertThat(Introspecting.asTheResource(server, narrower)).contains("\"active\":false");
    assertThat(send("scope", "mcp").statusCode()).isEqualTo(400);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.EXCHANGE_SUBJECT_REVOKED);
  }

  @Test
  void whatWasNarrowedStaysNarrow() {
    var narrower = json(send("scope", "mcp")).getString("access_token");
    var wider = client.token(Form.with(exchange(client, narrower), "scope", "mcp support"));
    assertThat(json(wider).getString("error")).isEqualTo("invalid_scope");
    var same = json(client.token(exchange(client, narrower)));
    assertThat(same.getString("scope")).isEqualTo("mcp");
  }

  @Test
  void theResourceIsTheOneOfTheToken() {
    var resource = TestServer.RESOURCE.value();
    for (var parameter : List.of("resource", "audience")) {
      assertThat(send(parameter, resource).statusCode()).isEqualTo(200);
    }
    for (var parameter : List.of("resource", "audience")) {
      var refused = send(parameter, "https://auth.example/other");
      assertThat(json(refused).getString("error")).isEqualTo("invalid_target");
      assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.RESOURCE_NOT_GRANTED);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "subject_token_type,   urn:ietf:params:oauth:token-type:refresh_token, TYPE_UNSUPPORTED",
    "subject_token_type,   urn:ietf:params:oauth:token-type:id_token,      TYPE_UNSUPPORTED",
    "requested_token_type, urn:ietf:params:oauth:token-type:refresh_token, TYPE_UNSUPPORTED",
    "actor_token,          anything,                                       ACTOR_UNSUPPORTED",
    "actor_token_type,     anything,                                       ACTOR_UNSUPPORTED",
    "subject_token,        anything,                                       SUBJECT_UNKNOWN",
  })
  void whatIsNotOfferedIsRefusedByItsName(String parameter, String value, String refusal) {
    isRefused(send(parameter, value), Refusal.valueOf("EXCHANGE_" + refusal));
  }

  @ParameterizedTest
  @CsvSource({"subject_token", "subject_token_type"})
  void neitherTheTokenNorItsTypeMayBeMissing(String parameter) {
    isRefused(
        client.token(Form.without(exchange(client, subject), parameter)),
        Refusal.EXCHANGE_SUBJECT_MISSING);
  }

  @Test
  void aScopeThatIsNoneIsRefused() {
    isRefused(send("scope", "\""), Refusal.SCOPE_MALFORMED);
  }

  @Test
  void aRefreshTokenIsNoSubject() {
    isRefusedLater(
        send("subject_token", bothScopes().getString("refresh_token")),
        Refusal.EXCHANGE_SUBJECT_UNKNOWN);
  }

  @Test
  void aTokenOfAnotherClientIsNoSubject() {
    var other = TestClient.register(server);
    isRefusedLater(
        send("subject_token", other.tokens().getString("access_token")),
        Refusal.EXCHANGE_SUBJECT_OF_ANOTHER_CLIENT);
  }

  private void isRefusedLater(HttpResponse<String> response, Refusal refusal) {
    assertThat(response.statusCode()).isEqualTo(refusal.status());
    assertThat(json(response).getString("error")).isEqualTo("invalid_request");
    assertThat(server.lastRefused().refusal()).isEqualTo(refusal);
  }

  @Test
  void aTokenThatIsBoundToAKeyStaysBoundToIt() {
    var holder = KeyHolder.fresh();
    var bound =
        json(client.token(client.redemption(client.code()), "DPoP", proof(holder)))
            .getString("access_token");
    var form = exchange(client, bound);
    var stolen = client.token(form);
    isRefusedLater(stolen, Refusal.EXCHANGE_SUBJECT_OF_ANOTHER_KEY);
    isRefusedLater(
        client.token(form, "DPoP", proof(KeyHolder.fresh())),
        Refusal.EXCHANGE_SUBJECT_OF_ANOTHER_KEY);
    var narrower = json(client.token(form, "DPoP", proof(holder)));
    assertThat(narrower.getString("token_type")).isEqualTo("DPoP");
    assertThat(read(narrower.getString("access_token")).key()).contains(holder.thumbprint());
  }

  private String proof(KeyHolder holder) {
    return holder.proof("POST", "https://auth.example/token", server.log.now());
  }

  @Test
  void aTokenThatHasExpiredIsNoSubject() {
    server.log.pass(Duration.ofHours(1));
    isRefused(send("scope", "mcp"), Refusal.EXCHANGE_SUBJECT_EXPIRED);
  }

  @Test
  void aClientThatDidNotRegisterForItGetsNone() {
    var other = TestClient.register(server);
    isRefusedFor(other, other.tokens().getString("access_token"));
  }

  private void isRefusedFor(TestClient other, String token) {
    var refused = other.token(exchange(other, token));
    assertThat(json(refused).getString("error")).isEqualTo("unauthorized_client");
  }

  @Test
  void anAccountThatIsSuspendedGetsNone() {
    Facts.suspend(server, client.session().account());
    isRefused(send("scope", "mcp"), Refusal.GRANT_ACCOUNT_SUSPENDED);
  }

  @Test
  void withoutTheLogNoTokenLeaves() {
    server.log.goDown();
    assertThat(send("scope", "mcp").statusCode()).isEqualTo(503);
  }
}
