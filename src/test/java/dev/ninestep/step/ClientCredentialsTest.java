package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.decision.ExchangeToken;
import dev.ninestep.event.ClientCredentialsPresented;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Scope;
import dev.ninestep.token.Verification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
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
    var registered = json(Prover.registerMachine(server, TestServer.INITIAL_TOKEN));
    assertThat(registered.getJsonArray("grant_types")).containsExactly("client_credentials");
    assertThat(registered.getJsonArray("redirect_uris")).isEmpty();
    assertThat(registered.getString("client_secret")).isNotEmpty();
  }

  /// (REG-14)
  @Test
  void nobodyRegistersForTokensOfTheirOwnWithoutTheOperatorsToken() {
    for (var token : List.of("", "guessed", TestServer.RESOURCE_SECRET)) {
      isRefused(Prover.registerMachine(server, token), Refusal.CLIENT_CREDENTIALS_NOT_OPEN);
    }
    assertThat(server.log.events(ClientRegistered.class)).isEmpty();
  }

  /// Several clients ask for every grant they have heard of. (REG-14)
  @Test
  void whoAsksForMoreBesidesRegistersWithoutIt() {
    var asked =
        new JsonObject()
            .put("redirect_uris", JsonArray.of(TestClient.CALLBACK))
            .put("grant_types", JsonArray.of("authorization_code", "client_credentials"));
    var open = json(server.post("/register", "application/json", asked.encode()));
    assertThat(open.getJsonArray("grant_types")).containsExactly("authorization_code");

    var bearer = "Bearer " + open.getString("registration_access_token");
    var replaced =
        server.put(
            open.getString("registration_client_uri"),
            asked.put("client_id", open.getString("client_id")).encode(),
            "Authorization",
            bearer);
    assertThat(json(replaced).getJsonArray("grant_types"))
        .as("nor does it get it afterwards")
        .containsExactly("authorization_code");
  }

  @Test
  void aMachineKeepsWhatItMayWhenItReplacesItsRegistration() {
    var machine = json(Prover.registerMachine(server, TestServer.INITIAL_TOKEN));
    var renamed =
        new JsonObject()
            .put("client_id", machine.getString("client_id"))
            .put("client_name", "Weekly job")
            .put("grant_types", JsonArray.of("client_credentials"));
    var replaced =
        server.put(
            machine.getString("registration_client_uri"),
            renamed.encode(),
            "Authorization",
            "Bearer " + machine.getString("registration_access_token"));
    assertThat(replaced.statusCode()).as(replaced.body()).isEqualTo(200);
    assertThat(json(replaced).getJsonArray("grant_types")).containsExactly("client_credentials");
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
    try (var closed = new TestServer(TestSettings.withoutGrantsToClients())) {
      var metadata = json(closed.get("/.well-known/oauth-authorization-server"));
      assertThat(metadata.getJsonArray("grant_types_supported"))
          .containsExactly("authorization_code", "refresh_token", ExchangeToken.GRANT_TYPE);
      var answer = Prover.registerMachine(closed, TestServer.INITIAL_TOKEN);
      var registration = new JsonObject(answer.body());
      assertThat(registration.getString("error")).isEqualTo("invalid_redirect_uri");
      var refused = Prover.register(closed, "client_secret_basic").post("/token", REQUEST);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(json(refused).getString("error")).isEqualTo("unsupported_grant_type");
    }
  }
}
