package dev.ninestep.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The flows of most clients, in which every secret is a canary, and every way to send one to the
/// wrong place.
///
/// @param program where they go
/// @param canaries gets the secrets
/// @param shown gets what the program answers that nobody should find one in
/// @param clients gets the client_ids
record CanaryFlows(Program program, Canaries canaries, List<String> shown, List<String> clients) {

  private static final Pattern NONCE = Pattern.compile("name=\"nonce\" value=\"([^\"]+)\"");

  /// All nine steps, as a confidential client does them.
  void connect() {
    var issuer = program.issuer();
    var client = register(issuer);
    var id = client.getString("client_id");
    clients.add(id);
    var secret = client.getString("client_secret");
    canaries.add("the client secret", secret);
    var browser = new Browser();
    var signIn = browser.open(Connection.authorizationUri(issuer, id, ""), Connection.CALLBACK);
    canaries.add("the nonce of the sign-in page", nonce(signIn.page()));
    canaries.add("a mistyped password", "correct hoarse bettery staple");
    signIn =
        browser.submit(
            signIn,
            Map.of("login", "demo", "password", "correct hoarse bettery staple"),
            Connection.CALLBACK);
    shown.add(signIn.page());
    var consent =
        browser.submit(
            signIn,
            Map.of("login", "demo", "password", Program.DEMO_PASSWORD),
            Connection.CALLBACK);
    canaries.add("the nonce of the consent page", nonce(consent.page()));
    var back = browser.submit(consent, Map.of("decision", "allow"), Connection.CALLBACK);
    var n = 0;
    for (var cookie : browser.cookies()) {
      canaries.add("cookie " + ++n, cookie);
    }
    var code = back.parameter("code");
    canaries.add("the code", code);

    var basic = basic(id, secret);
    canaries.add("the Basic credentials", basic);
    var first = tokens(issuer, basic, Connection.redemption(id, code));
    canaries.add("the access token", first.getString("access_token"));
    canaries.add("its signature", signature(first.getString("access_token")));
    canaries.add("the refresh token", first.getString("refresh_token"));
    var second =
        tokens(
            issuer,
            basic,
            Map.of("grant_type", "refresh_token", "refresh_token", refreshToken(first)));
    canaries.add("the second access token", second.getString("access_token"));
    canaries.add("the second refresh token", second.getString("refresh_token"));
    var called =
        Http.send(
            Http.to(program.mcpUrl())
                .header("Authorization", "Bearer " + second.getString("access_token"))
                .header("Accept", "application/json")
                .GET());
    assertThat(called.statusCode()).isEqualTo(200);
    shown.add(called.body());

    shown.add(post(issuer, basic, Connection.redemption(id, code)));
    shown.add(
        post(
            issuer,
            basic,
            Map.of("grant_type", "refresh_token", "refresh_token", refreshToken(first))));
  }

  /// Secrets where they do not belong, or of nobody.
  void misplace() {
    var issuer = program.issuer();
    var client = Connection.register(issuer);
    clients.add(client);
    canaries.add("a made-up code", "canary-code-2b6f0c1d");
    canaries.add("a made-up refresh token", "canary-refresh-77a1e9d0");
    canaries.add("a made-up bearer token", "canary-bearer-0d9c51e2");
    canaries.add("a made-up secret", "canary-secret-5f3b88aa");
    canaries.add("a token in the query", "canary-query-token-91c4");
    canaries.add("a token in the fragment of a name", "canary-header-token-1fb2");
    canaries.add("a password as a login", "canary password as login 88");
    shown.add(post(issuer, "", Connection.redemption(client, "canary-code-2b6f0c1d")));
    shown.add(post(issuer, "", Connection.refresh(client, "canary-refresh-77a1e9d0")));
    shown.add(
        post(
            issuer,
            "",
            Map.of(
                "grant_type", "refresh_token",
                "client_id", client,
                "client_secret", "canary-secret-5f3b88aa",
                "refresh_token", "canary-refresh-77a1e9d0")));
    shown.add(
        post(
            issuer,
            basic(client, "canary-secret-5f3b88aa"),
            Connection.refresh(client, "canary-refresh-77a1e9d0")));
    shown.add(post(issuer, "Bearer canary-header-token-1fb2", Map.of("grant_type", "password")));
    for (var path : List.of("/mcp", "/token", "/authorize", "/register", "/nowhere")) {
      var at = issuer + path + "?access_token=canary-query-token-91c4";
      shown.add(Http.get(at).body());
      shown.add(
          Http.send(
                  Http.to(issuer + path)
                      .header("Authorization", "Bearer canary-bearer-0d9c51e2")
                      .GET())
              .body());
    }
    var browser = new Browser();
    var signIn = browser.open(Connection.authorizationUri(issuer, client, ""), Connection.CALLBACK);
    browser.submit(
        signIn,
        Map.of("login", "canary password as login 88", "password", "canary password as login 88"),
        Connection.CALLBACK);
  }

  private static JsonObject register(String issuer) {
    var answer =
        Http.json(
            issuer + "/register",
            new JsonObject()
                .put("client_name", "canary")
                .put("redirect_uris", List.of(Connection.CALLBACK))
                .put("token_endpoint_auth_method", "client_secret_basic")
                .encode());
    return new JsonObject(answer.body());
  }

  private static String nonce(String page) {
    var found = NONCE.matcher(page);
    assertThat(found.find()).as(page).isTrue();
    return found.group(1);
  }

  private static String basic(String id, String secret) {
    return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
  }

  private static String signature(String token) {
    return token.substring(token.lastIndexOf('.') + 1);
  }

  private static String refreshToken(JsonObject tokens) {
    return tokens.getString("refresh_token");
  }

  private JsonObject tokens(String issuer, String authorization, Map<String, String> fields) {
    return new JsonObject(post(issuer, authorization, fields));
  }

  private static String post(String issuer, String authorization, Map<String, String> fields) {
    var request = Http.to(issuer + "/token");
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return Http.send(Http.form(request, fields)).body();
  }
}
