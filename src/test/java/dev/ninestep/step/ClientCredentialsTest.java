package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.decision.ExchangeToken;
import dev.ninestep.event.ClientCredentialsPresented;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Scope;
import dev.ninestep.token.Verification;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Clients that get tokens for themselves.
class ClientCredentialsTest {

  private static final Map<String, String> REQUEST =
      Map.of("grant_type", "client_credentials", "resource", TestServer.RESOURCE.value());

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private void isRefused(HttpResponse<String> response, Refusal refusal) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(refusal.status());
    assertThat(server.lastRefused().refusal()).isEqualTo(refusal);
    assertThat(server.log.events(TokensIssued.class)).isEmpty();
  }

  @Test
  void aClientThatNoUserIsSentToNeedsNoRedirectUri() {
    var registered =
        json(
            server.post(
                "/register",
                "application/json",
                """
                {"client_name": "Nightly job", "grant_types": ["client_credentials"]}
                """));
    assertThat(registered.getJsonArray("grant_types")).containsExactly("client_credentials");
    assertThat(registered.getJsonArray("redirect_uris")).isEmpty();
    assertThat(registered.getString("client_secret")).isNotEmpty();
  }

  @Test
  void aClientGetsATokenOfItsOwnAndNoRefreshToken() {
    var machine = Prover.machine(server);
    var response = machine.post("/token", REQUEST);
    var tokens = json(response);
    assertThat(tokens.fieldNames())
        .containsExactly("access_token", "token_type", "expires_in", "scope");
    assertThat(tokens.getInteger("expires_in")).isEqualTo(3600);
    assertThat(tokens.getString("scope")).isEqualTo("mcp");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");

    var token =
        ((Verification.Verified) server.tokens.verify(tokens.getString("access_token"))).token();
    assertThat(token.client()).isEqualTo(machine.client().id());
    assertThat(token.account()).isEqualTo(AccountId.ofClient(machine.client().id()));
    assertThat(token.resource()).isEqualTo(TestServer.RESOURCE);
    assertThat(server.issued(1).getLast().generation()).isZero();
    assertThat(server.log.events(ClientCredentialsPresented.class))
        .singleElement()
        .extracting(ClientCredentialsPresented::scope)
        .isEqualTo(Scope.of("mcp"));
    assertThat(response.headers().firstValue("X-Correlation-ID")).contains(token.flow().toString());
  }

  // TK-27
  @Test
  void theSubjectIsOneThatNoClientCanChooseAndEachClientHasItsOwn() {
    var one = AccountId.ofClient(new ClientId("a"));
    assertThat(one).isEqualTo(AccountId.ofClient(new ClientId("a")));
    assertThat(one).isNotEqualTo(AccountId.ofClient(new ClientId("b")));
    var user = server.mint.account();
    assertThat(AccountId.ofClient(new ClientId(user.toString()))).isNotEqualTo(user);
  }

  @Test
  void itCountsUntilItEndsOrIsRevoked() {
    var machine = Prover.machine(server);
    var access = json(machine.post("/token", REQUEST)).getString("access_token");
    assertThat(Introspecting.asTheResource(server, access)).contains("\"active\":true");

    assertThat(machine.post("/revoke", Map.of("token", access)).statusCode()).isEqualTo(200);
    assertThat(Introspecting.asTheResource(server, access)).contains("\"active\":false");

    var next = json(machine.post("/token", REQUEST)).getString("access_token");
    var flow = ((Verification.Verified) server.tokens.verify(next)).token().flow();
    assertThat(server.log.ledger().grant(flow, server.log.now()).stands()).isTrue();
    server.log.pass(Duration.ofHours(1).plusMillis(1));
    assertThat(server.log.ledger().grant(flow, server.log.now())).isInstanceOf(Grant.None.class);
  }

  @Test
  void whatAClientMayNotHaveForItselfIsDroppedAndTheRestReported() {
    var machine = Prover.machine(server);
    var asked = Form.with(REQUEST, "scope", "support mcp unknown");
    assertThat(json(machine.post("/token", asked)).getString("scope")).isEqualTo("mcp");
  }

  @Test
  void whenNothingIsLeftNothingIsIssued() {
    isRefused(
        Prover.machine(server).post("/token", Form.with(REQUEST, "scope", "support")),
        Refusal.SCOPE_NOT_FOR_CLIENTS);
  }

  @Test
  void aScopeThatIsNoneIsRefused() {
    isRefused(
        Prover.machine(server).post("/token", Form.with(REQUEST, "scope", "\"")),
        Refusal.SCOPE_MALFORMED);
  }

  @Test
  void anotherResourceIsRefused() {
    isRefused(
        Prover.machine(server)
            .post("/token", Form.with(REQUEST, "resource", "https://auth.example/other")),
        Refusal.RESOURCE_NOT_PROTECTED);
  }

  @Test
  void theDefaultResourceNeedNotBeNamed() {
    var tokens = json(Prover.machine(server).post("/token", Form.without(REQUEST, "resource")));
    assertThat(tokens.getString("access_token")).isNotEmpty();
  }

  @Test
  void aPublicClientGetsNone() {
    var client = TestClient.register(server);
    isRefused(
        client.token(Form.with(REQUEST, "client_id", client.id().value())),
        Refusal.GRANT_TYPE_NOT_REGISTERED);
  }

  @Test
  void aClientThatDidNotRegisterForItGetsNone() {
    isRefused(
        Prover.register(server, "client_secret_post").post("/token", REQUEST),
        Refusal.GRANT_TYPE_NOT_REGISTERED);
  }

  @Test
  void aClientThatIsSuspendedGetsNone() {
    var machine = Prover.machine(server);
    Facts.suspend(server, AccountId.ofClient(machine.client().id()));
    isRefused(machine.post("/token", REQUEST), Refusal.GRANT_ACCOUNT_SUSPENDED);
  }

  @Test
  void withoutTheLogNoTokenLeaves() {
    var machine = Prover.machine(server);
    server.log.goDown();
    assertThat(machine.post("/token", REQUEST).statusCode()).isEqualTo(503);
  }

  @Test
  void whatTheOperatorDoesNotOfferIsNeitherAdvertisedNorRegisteredNorGiven() {
    try (var closed = new TestServer(TestServer.withoutGrantsToClients())) {
      var metadata = json(closed.get("/.well-known/oauth-authorization-server"));
      assertThat(metadata.getJsonArray("grant_types_supported"))
          .containsExactly("authorization_code", "refresh_token", ExchangeToken.GRANT_TYPE);
      var registration =
          new JsonObject(
              closed
                  .post(
                      "/register", "application/json", "{\"grant_types\":[\"client_credentials\"]}")
                  .body());
      assertThat(registration.getString("error")).isEqualTo("invalid_redirect_uri");
      var refused = Prover.register(closed, "client_secret_basic").post("/token", REQUEST);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(json(refused).getString("error")).isEqualTo("unsupported_grant_type");
    }
  }
}
