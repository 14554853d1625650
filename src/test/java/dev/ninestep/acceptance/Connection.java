package dev.ninestep.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/// A client that has come through steps 1 to 5, for tests of what comes after.
///
/// @param issuer whose tokens they are
/// @param clientId who got them
/// @param accessToken the access token
/// @param refreshToken the refresh token
public record Connection(String issuer, String clientId, String accessToken, String refreshToken) {

  static final String CALLBACK = "http://localhost:8901/callback";
  static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  /// Registers a public client.
  static String register(String issuer) {
    return register(issuer, CALLBACK);
  }

  /// A public client that is called back at an address of its own.
  static String register(String issuer, String callback) {
    var answer =
        Http.json(
            issuer + "/register",
            new JsonObject()
                .put("client_name", "acceptance")
                .put("redirect_uris", java.util.List.of(callback))
                .put("token_endpoint_auth_method", "none")
                .encode());
    return new JsonObject(answer.body()).getString("client_id");
  }

  /// The address a browser is sent to.
  static String authorizationUri(String issuer, String clientId, String scope) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("response_type", "code");
    fields.put("client_id", clientId);
    fields.put("redirect_uri", CALLBACK);
    fields.put("code_challenge", CHALLENGE);
    fields.put("code_challenge_method", "S256");
    fields.put("state", "xyz");
    if (!scope.isEmpty()) {
      fields.put("scope", scope);
    }
    return issuer + "/authorize?" + Http.encoded(fields);
  }

  /// The fields of the request that redeems a code.
  static Map<String, String> redemption(String clientId, String code) {
    return Map.of(
        "grant_type", "authorization_code",
        "client_id", clientId,
        "code", code,
        "redirect_uri", CALLBACK,
        "code_verifier", VERIFIER);
  }

  /// The fields of the request that refreshes.
  static Map<String, String> refresh(String clientId, String refreshToken) {
    return Map.of(
        "grant_type", "refresh_token", "client_id", clientId, "refresh_token", refreshToken);
  }

  /// Registers, signs in, consents and redeems.
  ///
  /// @param issuer where
  /// @param login who signs in
  /// @param password with which password
  /// @param scope what is asked for, empty for the usual
  /// @return what came of it
  public static Connection make(String issuer, String login, String password, String scope) {
    return make(issuer, login, password, scope, "");
  }

  /// The same, to use another resource than the first.
  ///
  /// @param resource its URI, empty for the first
  static Connection make(
      String issuer, String login, String password, String scope, String resource) {
    var client = register(issuer);
    var asked = authorizationUri(issuer, client, scope);
    if (!resource.isEmpty()) {
      asked += "&" + Http.encoded(Map.of("resource", resource));
    }
    var back = new Browser().allow(asked, login, password, CALLBACK);
    var answer = Http.form(issuer + "/token", redemption(client, back.parameter("code")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var tokens = new JsonObject(answer.body());
    return new Connection(
        issuer, client, tokens.getString("access_token"), tokens.getString("refresh_token"));
  }

  /// Presents the refresh token.
  ///
  /// @param at where, which may be another address of the same server
  /// @return the answer
  public HttpResponse<String> refreshedAt(String at) {
    return Http.form(at + "/token", refresh(clientId, refreshToken));
  }
}
