package dev.ninestep.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/// A client that knows only the MCP URL and comes through all nine steps, in the order of the
/// README; in the end it replays a refresh token, which ends the grant.
///
/// @param issuer where it was led
/// @param clientId who it is there
/// @param flow what its flow is called
record NineSteps(String issuer, String clientId, String flow) {

  /// Goes all the way.
  ///
  /// @param mcpUrl where it begins
  /// @param login who signs in
  /// @param password with which password
  static NineSteps walk(String mcpUrl, String login, String password) {
    // 0. Without a token the MCP URL answers with a challenge that leads to the authorization
    // server.
    var challenge = Http.get(mcpUrl);
    assertThat(challenge.statusCode()).isEqualTo(401);
    var header = challenge.headers().firstValue("WWW-Authenticate").orElseThrow();
    var metadataUri = quoted(header, "resource_metadata");
    assertThat(header).startsWith("Bearer ").doesNotContain("error=");
    var resource = json(Http.get(metadataUri).body());
    assertThat(resource.getString("resource")).isEqualTo(mcpUrl);
    var issuer = resource.getJsonArray("authorization_servers").getString(0);

    // 1. It registers.
    var registration =
        Http.json(
            issuer + "/register",
            """
            {"client_name": "nine steps", "redirect_uris": ["http://localhost:8901/callback"],
             "token_endpoint_auth_method": "none"}\
            """);
    assertThat(registration.statusCode()).isEqualTo(201);
    var clientId = json(registration.body()).getString("client_id");

    // 2. It reads the metadata.
    var server = json(Http.get(issuer + "/.well-known/oauth-authorization-server").body());
    assertThat(server.getString("issuer")).isEqualTo(issuer);
    assertThat(server.getJsonArray("code_challenge_methods_supported").encode())
        .isEqualTo("[\"S256\"]");

    // 3. It opens the browser; the user signs in. 4. The user presses Allow.
    var back =
        new Browser()
            .allow(
                Connection.authorizationUri(issuer, clientId, ""),
                login,
                password,
                Connection.CALLBACK);
    assertThat(back.parameter("state")).isEqualTo("xyz");
    assertThat(back.parameter("iss")).isEqualTo(issuer);
    assertThat(back.status()).isEqualTo(303);

    // 5. It redeems the code.
    var token =
        Http.form(
            server.getString("token_endpoint"),
            Connection.redemption(clientId, back.parameter("code")));
    assertThat(token.statusCode()).as(token.body()).isEqualTo(200);
    assertThat(token.headers().firstValue("Cache-Control")).contains("no-store");
    var tokens = json(token.body());
    assertThat(tokens.getString("token_type")).isEqualTo("Bearer");
    assertThat(tokens.getInteger("expires_in")).isBetween(3_500, 3_600);

    var flow = call(mcpUrl, clientId, "Bearer " + tokens.getString("access_token"));
    assertThat(token.headers().firstValue("X-Correlation-ID")).contains(flow);
    refreshTwice(
        new Connection(
            issuer, clientId, tokens.getString("access_token"), tokens.getString("refresh_token")));
    theGrantIsOver(mcpUrl, "Bearer " + tokens.getString("access_token"));
    return new NineSteps(issuer, clientId, flow);
  }

  /// 6. It connects. 7 to 9. It calls tools.
  ///
  /// @return what the flow is called
  private static String call(String mcpUrl, String clientId, String bearer) {
    var capabilities =
        Http.send(
            Http.to(mcpUrl).header("Authorization", bearer).header("Accept", "application/json"));
    assertThat(capabilities.statusCode()).as(capabilities.body()).isEqualTo(200);
    assertThat(json(capabilities.body()).containsKey("capabilities")).isTrue();

    var plain =
        Http.json(
            mcpUrl + "/tools/call",
            "{\"name\": \"whoami\", \"arguments\": {}}",
            "Authorization",
            bearer);
    assertThat(plain.statusCode()).as(plain.body()).isEqualTo(200);
    assertThat(plain.body()).contains(clientId);
    return plain.headers().firstValue("X-Correlation-ID").orElseThrow();
  }

  /// 5 again. It refreshes, and the old refresh token is spent.
  private static void refreshTwice(Connection connection) {
    var refreshed = connection.refreshedAt(connection.issuer());
    assertThat(refreshed.statusCode()).as(refreshed.body()).isEqualTo(200);
    var replayed = connection.refreshedAt(connection.issuer());
    assertThat(replayed.statusCode()).isEqualTo(400);
    assertThat(json(replayed.body()).getString("error")).isEqualTo("invalid_grant");
  }

  /// The replay has ended the grant: the next call is refused at once.
  private static void theGrantIsOver(String mcpUrl, String bearer) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() ->
            assertThat(Http.send(Http.to(mcpUrl).header("Authorization", bearer)).statusCode())
                .isEqualTo(401));
  }

  private static JsonObject json(String body) {
    return new JsonObject(body);
  }

  private static String quoted(String header, String name) {
    var found = Pattern.compile(name + "=\"([^\"]*)\"").matcher(header);
    assertThat(found.find()).as(header).isTrue();
    return found.group(1);
  }
}
