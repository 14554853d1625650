package dev.ninestep.acceptance;

import static dev.ninestep.acceptance.Troubleshooting.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.ninestep.step.SigningClient;
import dev.ninestep.token.KeyHolder;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The flows of clients that prove more than a password: with signed assertions, with keys, through
/// a company, ahead of the browser; and of those who manage registrations and accounts.
///
/// @param program where they go
/// @param canaries gets the secrets
/// @param shown gets what the program answers that nobody should find one in
/// @param clients gets the client_ids
record ProvenFlows(Program program, Canaries canaries, List<String> shown, List<String> clients) {

  private static final SigningClient KEYS = SigningClient.es256();
  private static final SigningClient COMPANY = SigningClient.es256();
  private static final String COMPANY_ISSUER = "https://idp.example/";
  private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

  /// What the program has to be told first.
  static Map<String, String> settings(Path directory) throws IOException {
    var settings = new HashMap<>(Billing.SETTINGS);
    var keys = Files.writeString(directory.resolve("company.json"), COMPANY.jwks());
    settings.put("NINESTEP_IDENTITY_PROVIDER_ISSUER", COMPANY_ISSUER);
    settings.put("NINESTEP_IDENTITY_PROVIDER_JWKS_FILE", keys.toString());
    return settings;
  }

  void runAll() {
    bySignedAssertions();
    byAKey();
    byExchange();
    aheadOfTheBrowser();
    byTheOperator();
  }

  /// A client that signs, for a user whose company vouches for them.
  private void bySignedAssertions() {
    var registered =
        register(
            new JsonObject()
                .put("token_endpoint_auth_method", "private_key_jwt")
                .put("jwks", new JsonObject(KEYS.jwks())));
    var client = registered.getString("client_id");
    manage(registered);
    var form = new HashMap<String, String>();
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
    form.put("assertion", jwt("the ID-JAG", COMPANY, "oauth-id-jag+jwt", vouching(client)));
    form.put("client_assertion_type", ASSERTION);
    form.put("client_assertion", jwt("the client assertion", KEYS, "JWT", claims(client, client)));
    var answer = post("/token", form);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    token("the token of a company", json(answer).getString("access_token"));

    shown.add(post("/token", form).body());
    form.put("client_assertion", jwt("another assertion", KEYS, "JWT", claims(client, "other")));
    shown.add(post("/token", form).body());
    form.put("client_assertion", jwt("a third assertion", KEYS, "JWT", claims(client, client)));
    form.put("assertion", jwt("a forged ID-JAG", KEYS, "oauth-id-jag+jwt", vouching(client)));
    shown.add(post("/token", form).body());
  }

  private JWTClaimsSet.Builder claims(String issuer, String subject) {
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .subject(subject)
        .audience(program.issuer())
        .issueTime(Date.from(Instant.now()))
        .expirationTime(Date.from(Instant.now().plusSeconds(300)))
        .jwtID(UUID.randomUUID().toString());
  }

  private JWTClaimsSet.Builder vouching(String client) {
    return claims(COMPANY_ISSUER, "anna")
        .claim("client_id", client)
        .claim("resource", program.mcpUrl())
        .claim("scope", "mcp");
  }

  private String jwt(String name, SigningClient by, String type, JWTClaimsSet.Builder claims) {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .keyID(by.key().getKeyID())
            .type(new JOSEObjectType(type))
            .build();
    return token(name, by.signed(header, claims.build()));
  }

  /// A canary of a signed token, and of its signature alone.
  private String token(String name, String token) {
    canaries.add(name, token);
    canaries.add("the signature of " + name, token.substring(token.lastIndexOf('.') + 1));
    return token;
  }

  /// Reads a registration with its token, and with a wrong one.
  private void manage(JsonObject registered) {
    var token = registered.getString("registration_access_token");
    canaries.add("the registration access token", token);
    canaries.add("a made-up registration access token", "canary-registration-60cd1f");
    var uri = registered.getString("registration_client_uri");
    for (var bearer : List.of(token, "canary-registration-60cd1f")) {
      var read = Http.send(Http.to(uri).header("Authorization", "Bearer " + bearer));
      assertThat(read.statusCode()).isEqualTo(bearer.equals(token) ? 200 : 401);
      if (read.statusCode() != 200) {
        shown.add(read.body());
      }
    }
  }

  /// A client whose tokens are bound to its key.
  private void byAKey() {
    var client = register(open()).getString("client_id");
    var holder = KeyHolder.fresh();
    var endpoint = program.issuer() + "/token";
    var proof = token("a proof", holder.proof("POST", endpoint, Instant.now()));
    var redemption = Http.form(Http.to(endpoint), Connection.redemption(client, code(client)));
    var answer = json(Http.send(redemption.header("DPoP", proof)));
    assertThat(answer.getString("token_type")).isEqualTo("DPoP");
    var access = token("the bound token", answer.getString("access_token"));
    var refresh = answer.getString("refresh_token");
    canaries.add("the bound refresh token", refresh);
    var again = Http.form(Http.to(endpoint), Connection.refresh(client, refresh));
    shown.add(Http.send(again.header("DPoP", proof)).body());

    for (var at : List.of(program.mcpUrl(), program.issuer() + "/elsewhere")) {
      var ofCall = token("a proof for " + at, holder.proof("GET", at, Instant.now(), access));
      var call =
          Http.to(program.mcpUrl())
              .header("Authorization", "DPoP " + access)
              .header("DPoP", ofCall);
      shown.add(Http.send(call).body());
    }
  }

  /// A client that narrows its token for somebody else.
  private void byExchange() {
    var client =
        register(
                open()
                    .put(
                        "grant_types",
                        JsonArray.of("authorization_code", "refresh_token", EXCHANGE)))
            .getString("client_id");
    var tokens = json(post("/token", Connection.redemption(client, code(client))));
    var subject = token("the subject token", tokens.getString("access_token"));
    canaries.add("its refresh token", tokens.getString("refresh_token"));
    var form = new HashMap<String, String>();
    form.put("grant_type", EXCHANGE);
    form.put("client_id", client);
    form.put("subject_token", subject);
    form.put("subject_token_type", ACCESS_TOKEN);
    form.put("scope", "mcp");
    var answer = post("/token", form);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    token("the narrowed token", json(answer).getString("access_token"));

    canaries.add("a made-up subject token", "canary-subject-token-9ab04e");
    canaries.add("an actor token", "canary-actor-token-22f7c1");
    form.put("actor_token", "canary-actor-token-22f7c1");
    shown.add(post("/token", form).body());
    form.remove("actor_token");
    form.put("subject_token", "canary-subject-token-9ab04e");
    shown.add(post("/token", form).body());
  }

  /// A client with a secret that hands its request in before the browser comes with it.
  private void aheadOfTheBrowser() {
    var registered = register(open().put("token_endpoint_auth_method", "client_secret_post"));
    var client = registered.getString("client_id");
    canaries.add("a secret in a form", registered.getString("client_secret"));
    canaries.add("a state", "canary-state-4471ee09b2");
    canaries.add("a login hint", "canary.person@example.com");
    var form = new HashMap<>(authorization(client));
    form.put("client_secret", registered.getString("client_secret"));
    form.put("state", "canary-state-4471ee09b2");
    form.put("login_hint", "canary.person@example.com");
    var pushed = post("/par", form);
    assertThat(pushed.statusCode()).as(pushed.body()).isEqualTo(201);
    var uri = json(pushed).getString("request_uri");
    canaries.add("the request_uri", uri);
    var asked = Http.encoded(Map.of("client_id", client, "request_uri", uri));
    var back = allow(program.issuer() + "/authorize?" + asked);
    assertThat(back.parameter("state")).isEqualTo("canary-state-4471ee09b2");
    canaries.add("the code of a pushed request", back.parameter("code"));

    form.put("client_secret", "canary-pushed-secret-7de1");
    canaries.add("a made-up secret of a pushed request", "canary-pushed-secret-7de1");
    shown.add(post("/par", form).body());
  }

  private void byTheOperator() {
    canaries.add("the operator secret", Billing.SECRET);
    canaries.add("a made-up operator secret", "canary-operator-secret-b0b1");
    Billing.topUp(program, "demo", "1.00");
    var credit =
        Http.to(program.issuer() + "/operator/api/accounts/demo/credits")
            .header("Authorization", "Bearer canary-operator-secret-b0b1")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"amount\": \"1.00\", \"key\": \"second\"}"));
    shown.add(Http.send(credit).body());
  }

  private static JsonObject open() {
    return new JsonObject().put("token_endpoint_auth_method", "none");
  }

  private JsonObject register(JsonObject metadata) {
    metadata
        .put("client_name", "canary " + clients.size())
        .put("redirect_uris", List.of(Connection.CALLBACK));
    var registered = json(Http.json(program.issuer() + "/register", metadata.encode()));
    clients.add(registered.getString("client_id"));
    return registered;
  }

  private static Map<String, String> authorization(String client) {
    return Map.of(
        "response_type",
        "code",
        "client_id",
        client,
        "redirect_uri",
        Connection.CALLBACK,
        "code_challenge",
        Connection.CHALLENGE,
        "code_challenge_method",
        "S256");
  }

  private Browser.At allow(String uri) {
    return new Browser().allow(uri, "demo", Program.DEMO_PASSWORD, Connection.CALLBACK);
  }

  private String code(String client) {
    var code = allow(Connection.authorizationUri(program.issuer(), client, "")).parameter("code");
    canaries.add("a code of " + client, code);
    return code;
  }

  private HttpResponse<String> post(String path, Map<String, String> form) {
    return Http.form(program.issuer() + path, form);
  }
}
