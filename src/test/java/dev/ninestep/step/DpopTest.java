package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.CodePresented;
import dev.ninestep.event.ProofPresented;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.token.KeyHolder;
import dev.ninestep.token.Verification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Clients that show which key they hold, and get tokens that are worth nothing without it.
class DpopTest {

  private static final KeyHolder HOLDER = KeyHolder.fresh();
  private static final KeyHolder THIEF = KeyHolder.fresh();

  private final TestServer server = new TestServer();
  private final TestClient client = TestClient.register(server);
  private final KeyBound bound = new KeyBound(server, client);

  @AfterEach
  void stop() {
    server.close();
  }

  private JsonObject boundTokens() {
    return json(bound.token(client.redemption(client.code()), HOLDER));
  }

  private AccessToken accessToken(JsonObject tokens) {
    var read = server.tokens.verify(tokens.getString("access_token"));
    return ((Verification.Verified) read).token();
  }

  @Test
  void whatIsIssuedToTheHolderOfAKeyIsBoundToIt() {
    var tokens = boundTokens();
    assertThat(tokens.getString("token_type")).isEqualTo("DPoP");
    assertThat(accessToken(tokens).key()).contains(HOLDER.thumbprint());
    var refreshed = json(bound.token(client.refresh(tokens.getString("refresh_token")), HOLDER));
    assertThat(refreshed.getString("token_type")).isEqualTo("DPoP");
    assertThat(accessToken(refreshed).key()).contains(HOLDER.thumbprint());
    assertThat(server.log.events(ProofPresented.class))
        .hasSize(2)
        .allSatisfy(told -> {
          assertThat(told.key()).isEqualTo(HOLDER.thumbprint());
          assertThat(told.client()).isEqualTo(client.id());
        });
  }

  @Test
  void whoeverShowsNoKeyGetsBearerTokens() {
    var tokens = client.tokens();
    assertThat(tokens.getString("token_type")).isEqualTo("Bearer");
    assertThat(accessToken(tokens).key()).isEmpty();
    assertThat(server.log.events(ProofPresented.class)).isEmpty();
  }

  @Test
  void theProofBelongsToTheFlowOfWhatWasPresented() {
    boundTokens();
    var facts = server.log.facts();
    var flows =
        facts.stream()
            .filter(fact ->
                fact.event() instanceof ProofPresented || fact.event() instanceof CodePresented)
            .map(fact -> fact.flow())
            .distinct();
    assertThat(flows).hasSize(1);
  }

  @Test
  void aRefreshTokenOfAPublicClientIsWorthNothingWithoutItsKey() {
    var refreshToken = boundTokens().getString("refresh_token");
    bound.isRefused(
        bound.token(client.refresh(refreshToken), THIEF), Refusal.REFRESH_TOKEN_OF_ANOTHER_KEY);
    bound.isRefused(
        client.token(client.refresh(refreshToken)), Refusal.REFRESH_TOKEN_OF_ANOTHER_KEY);
    assertThat(server.log.events(RefreshPresented.class)).isEmpty();
    assertThat(bound.token(client.refresh(refreshToken), HOLDER).statusCode()).isEqualTo(200);
  }

  @Test
  void aRefreshTokenThatIsBoundToNoKeyMayBecomeBound() {
    var bearer = client.refreshToken();
    var now = json(bound.token(client.refresh(bearer), HOLDER));
    assertThat(now.getString("token_type")).isEqualTo("DPoP");
    bound.isRefused(
        client.token(client.refresh(now.getString("refresh_token"))),
        Refusal.REFRESH_TOKEN_OF_ANOTHER_KEY);
  }

  /// RFC 9449 §5: it is bound to the client by its authentication, and the key may change.
  @Test
  void aClientThatProvesWhoItIsMayChangeItsKey() {
    var prover = Prover.register(server, "client_secret_basic");
    var form = Form.without(prover.client().redemption(prover.client().code()), "client_id");
    var basic = prover.basic();
    var tokens =
        json(server.postForm("/token", form, basic[0], basic[1], "DPoP", bound.proof(HOLDER)));
    assertThat(accessToken(tokens).key()).contains(HOLDER.thumbprint());
    var refresh =
        Form.without(prover.client().refresh(tokens.getString("refresh_token")), "client_id");
    var renewed =
        json(server.postForm("/token", refresh, basic[0], basic[1], "DPoP", bound.proof(THIEF)));
    assertThat(accessToken(renewed).key()).contains(THIEF.thumbprint());
  }

  @Test
  void aClientsOwnTokenIsBoundToo() {
    var machine = Prover.machine(server);
    var basic = machine.basic();
    var form = Map.of("grant_type", "client_credentials");
    var tokens =
        json(server.postForm("/token", form, basic[0], basic[1], "DPoP", bound.proof(HOLDER)));
    assertThat(tokens.getString("token_type")).isEqualTo("DPoP");
    assertThat(accessToken(tokens).key()).contains(HOLDER.thumbprint());
  }

  @Test
  void aProofCountsOnce() {
    var proof = bound.proof(HOLDER);
    var first = json(client.token(client.redemption(client.code()), "DPoP", proof));
    server.issued(1);
    var refresh = client.refresh(first.getString("refresh_token"));
    bound.isRefused(client.token(refresh, "DPoP", proof), Refusal.PROOF_REPLAYED);
    assertThat(server.log.events(RefreshPresented.class)).isEmpty();
    assertThat(bound.token(refresh, HOLDER).statusCode()).isEqualTo(200);
  }

  @Test
  void of8CodesThatComeAtOnceWithOneProofOneIsRedeemed() {
    var codes = IntStream.range(0, 8).mapToObj(_ -> client.redemption(client.code())).toList();
    var proof = bound.proof(HOLDER);
    var answers = codes.stream().parallel().map(form -> client.token(form, "DPoP", proof)).toList();
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 400)
        .hasSize(7)
        .allSatisfy(
            answer -> assertThat(json(answer).getString("error")).isEqualTo("invalid_dpop_proof"));
  }

  @Test
  void aProofThatIsNoneIsRefusedAndTheCodeStaysWhole() {
    var form = client.redemption(client.code());
    bound.isRefused(client.token(form, "DPoP", "garbage"), Refusal.PROOF_MALFORMED);
    bound.isRefused(
        client.token(form, "DPoP", bound.proof(HOLDER), "DPoP", bound.proof(HOLDER)),
        Refusal.PROOF_MALFORMED);
    bound.isRefused(
        client.token(form, "DPoP", HOLDER.proof("GET", KeyBound.TOKEN, bound.now())),
        Refusal.PROOF_OF_ANOTHER_REQUEST);
    bound.isRefused(
        client.token(form, "DPoP", HOLDER.proof("POST", KeyBound.PAR, bound.now())),
        Refusal.PROOF_OF_ANOTHER_REQUEST);
    bound.isRefused(
        client.token(
            form, "DPoP", HOLDER.proof("POST", KeyBound.TOKEN, bound.now().minusSeconds(61))),
        Refusal.PROOF_NOT_NOW);
    assertThat(server.log.events(ProofPresented.class)).isEmpty();
    assertThat(bound.token(form, HOLDER).statusCode()).isEqualTo(200);
  }

  /// Where a request went is what the configuration says, whatever the request says.
  @Test
  void theHostHeaderHasNoSay() throws Exception {
    var proof = HOLDER.proof("POST", "https://evil.example/token", bound.now());
    var body = Form.encode(client.redemption(client.code()));
    var request =
        "POST /token HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\nDPoP: "
            + proof
            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    assertThat(server.raw(request)).startsWith("HTTP/1.1 400").contains("invalid_dpop_proof");
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.PROOF_OF_ANOTHER_REQUEST);
  }

  @Test
  void withoutTheLogNoProofCounts() {
    var form = client.redemption(client.code());
    var proof = bound.proof(HOLDER);
    server.log.goDown();
    assertThat(client.token(form, "DPoP", proof).statusCode()).isEqualTo(503);
  }

  private JsonObject registered(Object dpopBound) {
    var metadata =
        new JsonObject()
            .put("redirect_uris", JsonArray.of(TestClient.CALLBACK))
            .put("token_endpoint_auth_method", "none")
            .put("dpop_bound_access_tokens", dpopBound);
    return json(server.post("/register", "application/json", metadata.encode()));
  }

  @Test
  void aClientThatWantsItsTokensBoundGetsNoOthers() {
    var registered = registered(true);
    assertThat(registered.getBoolean("dpop_bound_access_tokens")).isTrue();
    var wary = TestClient.of(server, new ClientId(registered.getString("client_id")));
    var form = wary.redemption(wary.code());
    bound.isRefused(wary.token(form), Refusal.PROOF_MISSING);
    assertThat(wary.token(form, "DPoP", bound.proof(HOLDER)).statusCode()).isEqualTo(200);
  }

  @Test
  void aClientThatWantsThemNotIsLikeAnyOther() {
    assertThat(registered(false).containsKey("dpop_bound_access_tokens")).isFalse();
    assertThat(registered(null).containsKey("client_id")).isTrue();
    assertThat(registered("yes").getString("error")).isEqualTo("invalid_client_metadata");
  }

  @Test
  void introspectionNamesTheKey() {
    var tokens = boundTokens();
    var told =
        new JsonObject(Introspecting.asTheResource(server, tokens.getString("access_token")));
    assertThat(told.getString("token_type")).isEqualTo("DPoP");
    assertThat(told.getJsonObject("cnf").getString("jkt")).isEqualTo(HOLDER.thumbprint().value());
    var plain =
        new JsonObject(
            Introspecting.asTheResource(server, client.tokens().getString("access_token")));
    assertThat(plain.getString("token_type")).isEqualTo("Bearer");
    assertThat(plain.containsKey("cnf")).isFalse();
  }
}
