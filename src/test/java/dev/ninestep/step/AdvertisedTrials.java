package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import dev.ninestep.decision.ExchangeToken;
import dev.ninestep.decision.GrantToIdentity;
import dev.ninestep.document.DocumentHost;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.protocol.Role;
import dev.ninestep.token.KeyHolder;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/// Tries what the metadata promise, each at a server of its own; [MetadataContractTest] says which
/// member is tried by what.
final class AdvertisedTrials implements AutoCloseable {

  private final TestServer server = new TestServer();
  private final TestClient client = TestClient.register(server);

  @Override
  public void close() {
    server.close();
  }

  void takesNothingElse() {
    var plain = Form.with(client.authorization(), "code_challenge_method", "plain");
    assertThat(location(plain)).contains("error=invalid_request");
    var implicit = Form.with(client.authorization(), "response_type", "token");
    assertThat(location(implicit)).contains("error=unsupported_response_type");
    var password = Map.of("grant_type", "password", "client_id", client.id().value());
    assertThat(json(client.token(password)).getString("error")).isEqualTo("unsupported_grant_type");
  }

  void isTheIssuerOfRedirectsAndTokens(Object issuer) {
    var back = Form.query(TestClient.location(client.decide(client.allowing())));
    assertThat(back).containsEntry("iss", issuer.toString());
    assertThat(claims(client.tokens()).getValue("iss")).isEqualTo(issuer);
  }

  void readsDocuments(Object yes) {
    assertThat(yes).isEqualTo(true);
    try (var host = new DocumentHost();
        var reads = new TestServer(host.documents(TestSettings.REDIRECTS))) {
      var documented = TestClient.of(reads, host.serveClient("/client.json"));
      var request =
          Form.with(documented.authorization(), "redirect_uri", "https://client.example/cb");
      assertThat(documented.consentPage(request).body()).contains("Documented");
    }
  }

  void takesRequests(Object url) {
    var pushed = server.postForm(url.toString(), client.authorization());
    assertThat(pushed.statusCode()).as(pushed.body()).isEqualTo(201);
  }

  String codeFrom(Object url) {
    assertThat(url).isEqualTo("https://auth.example/authorize");
    return client.code();
  }

  void tokensFrom(Object url) {
    var form = client.redemption(client.code());
    assertThat(server.postForm(url.toString(), form).statusCode()).isEqualTo(200);
  }

  void registers(Object url) {
    var body = "{\"redirect_uris\":[\"https://a.example/cb\"]}";
    assertThat(server.post(url.toString(), "application/json", body).statusCode()).isEqualTo(201);
  }

  void holdsTheKeyOfATokenIssuedNow(Object url) {
    var token = client.tokens().getString("access_token");
    var kids =
        json(server.get(url.toString())).getJsonArray("keys").stream()
            .map(key -> ((JsonObject) key).getString("kid"))
            .toList();
    assertThat(kids).contains(part(token, 0).getString("kid"));
  }

  void canBeGranted(Object scope) {
    // A user of the support team, whom no scope is kept from.
    var supported = client.elsewhere(Role.SUPPORT);
    var request = Form.with(client.authorization(), "scope", scope.toString());
    var granted = tokens(supported, request).getString("scope");
    assertThat(granted.split(" ")).contains(scope.toString());
  }

  void answersWith(String parameter, Object value) {
    var form = Form.with(client.authorization(), parameter, value.toString());
    var page = client.consentPage(form);
    var back = client.decide(Form.with(Form.hidden(page.body()), "decision", "allow"));
    assertThat(Form.query(TestClient.location(back))).containsKey("code");
  }

  void issuesTokensFor(Object grantType) {
    var answer =
        switch (grantType.toString()) {
          case "authorization_code" -> client.token(client.redemption(client.code()));
          case "refresh_token" -> client.token(client.refresh(client.refreshToken()));
          case "client_credentials" ->
              Prover.machine(server).post("/token", Map.of("grant_type", "client_credentials"));
          case GrantToIdentity.GRANT_TYPE -> askForAnna();
          case ExchangeToken.GRANT_TYPE -> narrowed();
          case String other -> throw new AssertionError("nobody tries " + other);
        };
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> narrowed() {
    var narrowing = TokenExchangeTest.register(server);
    var token = narrowing.tokens().getString("access_token");
    return narrowing.token(TokenExchangeTest.exchange(narrowing, token));
  }

  private HttpResponse<String> askForAnna() {
    var request = Company.request(Company.assertion(server, client.id()));
    return client.token(Form.with(request, "client_id", client.id().value()));
  }

  void believesTheCompany(Object profile) {
    assertThat(profile).isEqualTo("urn:ietf:params:oauth:grant-profile:id-jag");
    assertThat(askForAnna().statusCode()).isEqualTo(200);
  }

  void connectsBy(Object authMethod) {
    var prover = Prover.register(server, authMethod.toString());
    var form = prover.client().redemption(prover.client().code());
    assertThat(prover.post("/token", form).statusCode()).isEqualTo(200);
  }

  /// The three endpoints read assertions by the same code.
  void provesBy(Object algorithm) {
    var signing = SigningClient.with(JWSAlgorithm.parse(algorithm.toString()));
    var id = Facts.registerWithKeys(server, signing.jwks());
    var proof = SigningClient.proof(signing.assertion(id, server.log.now()));
    var answer = server.postForm("/revoke", Form.with(proof, "token", "none"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  void revokes(Object url) {
    var tokens = client.tokens();
    var form = Map.of("client_id", client.id().value(), "token", tokens.getString("access_token"));
    assertThat(server.postForm(url.toString(), form).statusCode()).isEqualTo(200);
    var refresh = client.refresh(tokens.getString("refresh_token"));
    assertThat(client.token(refresh).statusCode()).isEqualTo(400);
  }

  void revokesBy(Object authMethod) {
    var prover = Prover.register(server, authMethod.toString());
    var form = Map.of("token", prover.tokens().getString("refresh_token"));
    assertThat(prover.post("/revoke", form).statusCode()).isEqualTo(200);
    assertThat(server.log.events(GrantRevoked.class)).hasSize(1);
  }

  void introspects(Object url) {
    var form = Map.of("token", client.tokens().getString("access_token"));
    var credentials = Introspecting.asResource(TestServer.RESOURCE_SECRET);
    var told = json(server.postForm(url.toString(), form, credentials));
    assertThat(told.getBoolean("active")).isTrue();
  }

  void introspectsBy(Object authMethod) {
    var prover = Prover.register(server, authMethod.toString());
    var form = Map.of("token", prover.tokens().getString("access_token"));
    assertThat(json(prover.post("/introspect", form)).getBoolean("active")).isTrue();
  }

  void provesPossession(Object method) {
    var form = Form.with(client.authorization(), "code_challenge_method", method.toString());
    assertThat(tokens(form).containsKey("access_token")).isTrue();
  }

  /// That the gateway takes the proofs is tried in `DpopCallTest`.
  void bindsTokensToKeys(Object algorithm) {
    assertThat(algorithm).isEqualTo("ES256");
    var holder = KeyHolder.fresh();
    var proof = holder.proof("POST", "https://auth.example/token", server.log.now());
    var tokens = json(client.token(client.redemption(client.code()), "DPoP", proof));
    assertThat(tokens.getString("token_type")).isEqualTo("DPoP");
    assertThat(claims(tokens).getJsonObject("cnf").getString("jkt"))
        .isEqualTo(holder.thumbprint().value());
  }

  void bindsNoTokensUnasked(Object no) {
    assertThat(no).isEqualTo(false);
    assertThat(client.tokens().getString("token_type")).isEqualTo("Bearer");
  }

  void namesItself(Object yes) {
    assertThat(yes).isEqualTo(true);
    var refused = location(Form.with(client.authorization(), "response_type", "token"));
    assertThat(Form.query(refused)).containsEntry("iss", "https://auth.example");
  }

  void isAPage(Object url) {
    var page = server.get(url.toString(), "Accept", "text/html");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
  }

  void isTheSameSubjectForAllClients(Object type) {
    assertThat(type).isEqualTo("public");
    var second = TestClient.register(server);
    var sameUser = new TestClient(server, second.id(), client.session(), client.cookie());
    assertThat(claims(sameUser.tokens()).getString("sub"))
        .isEqualTo(claims(client.tokens()).getString("sub"));
  }

  void hasAKeyFor(Object alg) {
    var keys = json(server.get("/jwks")).getJsonArray("keys");
    assertThat(keys.stream().map(key -> ((JsonObject) key).getValue("alg"))).contains(alg);
  }

  void refusesRequestUris(Object no) {
    assertThat(no).isEqualTo(false);
    var form = Form.with(client.authorization(), "request_uri", "https://client.example/request");
    assertThat(client.authorize(form).headers().firstValue("Location").orElse(""))
        .doesNotContain("code=");
  }

  void isTheAudienceOfATokenFor(Object uri) {
    var form = Form.with(client.authorization(), "resource", uri.toString());
    assertThat(claims(tokens(form)).getValue("aud")).isEqualTo(uri);
  }

  void standsOnTheConsentPage(Object name) {
    assertThat(client.consentPage().body()).contains(name.toString());
  }

  void hasMetadataOfItsOwn(Object issuer) {
    assertThat(json(server.get(issuer + MetadataContractTest.SERVER)).getValue("issuer"))
        .isEqualTo(issuer);
  }

  private JsonObject tokens(Map<String, String> request) {
    return tokens(client, request);
  }

  private static JsonObject tokens(TestClient client, Map<String, String> request) {
    var page = Form.hidden(client.consentPage(request).body());
    var back = TestClient.location(client.decide(Form.with(page, "decision", "allow")));
    return json(client.token(client.redemption(Form.query(back).get("code"))));
  }

  private String location(Map<String, String> request) {
    return TestClient.location(client.authorize(request));
  }

  private static JsonObject claims(JsonObject tokens) {
    return part(tokens.getString("access_token"), 1);
  }

  private static JsonObject part(String token, int index) {
    var part = Arrays.asList(token.split("\\.")).get(index);
    return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }
}
