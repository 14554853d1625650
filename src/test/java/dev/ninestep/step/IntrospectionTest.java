package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.AccountReinstated;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.TokenIntrospected;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.token.Verification;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IntrospectionTest {

  private static final String INACTIVE = "{\"active\":false}";

  private HeldLog held;
  private final TestServer server =
      new TestServer(log -> {
        held = new HeldLog(log);
        return held;
      });
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

  private Optional<Refusal> lastToldWhy() {
    return server.log.events(TokenIntrospected.class).getLast().inactive();
  }

  private void isInactive(String token, Refusal why) {
    assertThat(Introspecting.asTheResource(server, token)).isEqualTo(INACTIVE);
    assertThat(lastToldWhy()).contains(why);
  }

  // IN-01
  @Test
  void whoeverCannotKeepASecretIsToldNothing() {
    var form = Map.of("token", tokens.getString("access_token"));
    assertThat(server.postForm("/introspect", form).statusCode()).isEqualTo(401);

    var named = Form.with(form, "client_id", client.id().value());
    var publicly = server.postForm("/introspect", named);
    assertThat(publicly.statusCode()).isEqualTo(401);
    assertThat(json(publicly).getString("error")).isEqualTo("invalid_client");
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.INTROSPECTION_BY_PUBLIC_CLIENT);

    var wrong =
        Introspecting.ask(server, tokens.getString("access_token"), Introspecting.asResource("no"));
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(wrong.headers().firstValue("WWW-Authenticate").orElseThrow()).startsWith("Basic");
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.CLIENT_CREDENTIALS_WRONG);

    var unproven = Form.with(form, "client_id", TestServer.RESOURCE.value());
    assertThat(server.postForm("/introspect", unproven).statusCode()).isEqualTo(401);
    var twice = Form.with(unproven, "client_secret", TestServer.RESOURCE_SECRET);
    var both = server.postForm("/introspect", twice, Introspecting.asResource("x"));
    assertThat(both.statusCode()).isEqualTo(400);
    assertThat(server.log.events(TokenIntrospected.class)).isEmpty();
  }

  // IN-02, IN-08
  @Test
  void whatDoesNotCountIsInactiveAndNothingMore() {
    var access = tokens.getString("access_token");
    isInactive("garbage", Refusal.TOKEN_MALFORMED);
    isInactive(access.substring(0, access.length() - 1), Refusal.TOKEN_MALFORMED);
    isInactive(access + "A", Refusal.TOKEN_MALFORMED);
    var refresh = tokens.getString("refresh_token");
    isInactive(refresh.substring(1), Refusal.TOKEN_MALFORMED);

    server.log.pass(Duration.ofHours(1));
    isInactive(access, Refusal.TOKEN_EXPIRED);
  }

  // IN-03
  @Test
  void theAudienceIsToldWhatATokenAllows() {
    var told =
        new JsonObject(Introspecting.asTheResource(server, tokens.getString("access_token")));
    var now = server.log.now().getEpochSecond();
    assertThat(told.getString("jti")).isNotEmpty();
    told.remove("jti");
    assertThat(told)
        .isEqualTo(
            new JsonObject()
                .put("active", true)
                .put("iss", "https://auth.example")
                .put("sub", client.session().account().toString())
                .put("aud", TestServer.RESOURCE.value())
                .put("client_id", client.id().value())
                .put("scope", "mcp")
                .put("exp", now + 3600)
                .put("iat", now)
                .put("token_type", "Bearer"));
    assertThat(lastToldWhy()).isEmpty();
  }

  // IN-03
  @Test
  void atAnotherAudienceATokenIsInactive() {
    var verified = (Verification.Verified) server.tokens.verify(tokens.getString("access_token"));
    var here = verified.token();
    var elsewhere =
        new AccessToken(
            here.flow(),
            here.client(),
            here.account(),
            here.scope(),
            new ResourceUri("https://auth.example/other"),
            here.id(),
            here.issuedAt(),
            here.expiresAt());
    isInactive(server.tokens.sign(elsewhere), Refusal.TOKEN_WRONG_AUDIENCE);
  }

  // IN-04
  @Test
  void toAResourceServerARefreshTokenIsInactive() {
    isInactive(tokens.getString("refresh_token"), Refusal.TOKEN_WRONG_AUDIENCE);
  }

  // IN-03
  @Test
  void aClientWithASecretMayAskAboutItsOwnTokensOnly() {
    var holder = Prover.register(server, "client_secret_basic");
    var own = holder.tokens();
    for (var kind : new String[] {"access_token", "refresh_token"}) {
      assertThat(json(ask(holder, own.getString(kind))).getBoolean("active")).isTrue();
      assertThat(ask(holder, tokens.getString(kind)).body()).isEqualTo(INACTIVE);
    }
    var refresh = holder.client().refresh(own.getString("refresh_token"));
    var successor = json(holder.post("/token", refresh)).getString("refresh_token");
    assertThat(ask(holder, own.getString("refresh_token")).body()).isEqualTo(INACTIVE);
    assertThat(json(ask(holder, successor)).getBoolean("active")).isTrue();
  }

  private static HttpResponse<String> ask(Prover holder, String token) {
    return holder.post("/introspect", Map.of("token", token));
  }

  // IN-05
  @Test
  void ofSeveralWaysToEndTheStrictestWins() {
    var access = tokens.getString("access_token");
    Facts.suspend(server, client.session().account());
    isInactive(access, Refusal.CALLER_ACCOUNT_SUSPENDED);
    server.postForm("/revoke", Map.of("client_id", client.id().value(), "token", access));
    isInactive(access, Refusal.TOKEN_REVOKED);
    reinstate();
    isInactive(access, Refusal.TOKEN_REVOKED);
  }

  private void reinstate() {
    var account = client.session().account();
    Facts.tell(server, new Key.OfAccount(account), new AccountReinstated(account, "operator"));
  }

  // IN-05
  @Test
  void theEndOfTheClientOutlastsThatOfTheAccount() {
    var access = tokens.getString("access_token");
    Facts.suspend(server, client.session().account());
    Facts.delete(server, client.id());
    isInactive(access, Refusal.CALLER_CLIENT_DELETED);
    reinstate();
    isInactive(access, Refusal.CALLER_CLIENT_DELETED);
    var other = TestClient.register(server).tokens().getString("access_token");
    assertThat(Introspecting.asTheResource(server, other)).contains("\"active\":true");
  }

  // IN-06
  @Test
  void aRevocationOnAnotherPodIsSeenByTheNextQuestion() {
    var access = tokens.getString("access_token");
    assertThat(Introspecting.asTheResource(server, access)).contains("\"active\":true");
    held.beforeTheBarrier(() -> Facts.revoke(server));
    isInactive(access, Refusal.TOKEN_REVOKED);
  }

  @Test
  void withoutTheLogNothingIsSaid() {
    server.log.goDown();
    var response =
        Introspecting.ask(
            server,
            tokens.getString("access_token"),
            Introspecting.asResource(TestServer.RESOURCE_SECRET));
    assertThat(response.statusCode()).isEqualTo(503);
  }

  @Test
  void aRequestWithoutATokenIsRefusedByName() {
    var asked =
        server.postForm(
            "/introspect",
            Map.of("token_type_hint", "access_token"),
            Introspecting.asResource(TestServer.RESOURCE_SECRET));
    assertThat(asked.statusCode()).isEqualTo(400);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.TOKEN_PARAMETER_MISSING);
  }
}
