package dev.ninestep.acceptance;

import static dev.ninestep.acceptance.Troubleshooting.json;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The program under the `datalikers` profile, and what its users send it.
///
/// @param program the program
/// @param oauth where its endpoints are
record DatalikersProfile(Program program, String oauth) implements AutoCloseable {

  static DatalikersProfile start(Path directory) {
    var program = Program.dev(directory, Billing.SETTINGS, "--profile", "datalikers");
    return new DatalikersProfile(program, program.issuer() + "/oauth");
  }

  /// A client that no other test uses up the minute of: what registers alike is the same client.
  String clientOfItsOwn(String name) {
    var metadata =
        new JsonObject()
            .put("client_name", name)
            .put("redirect_uris", List.of(Connection.CALLBACK))
            .put("token_endpoint_auth_method", "none");
    return json(Http.json(oauth + "/register", metadata.encode())).getString("client_id");
  }

  String authorizationUri(String client) {
    return Connection.authorizationUri(oauth, client, "");
  }

  /// A code, as a client gets it once the demo user has pressed Allow.
  String code(String client) {
    return new Browser()
        .allow(authorizationUri(client), "demo", Program.DEMO_PASSWORD, Connection.CALLBACK)
        .parameter("code");
  }

  /// What comes of a code, right away.
  HttpResponse<String> redeemed(String client) {
    return token(Connection.redemption(client, code(client)));
  }

  HttpResponse<String> token(Map<String, String> form) {
    return Http.form(oauth + "/token", form);
  }

  HttpResponse<String> refreshed(String client, JsonObject tokens) {
    return token(Connection.refresh(client, tokens.getString("refresh_token")));
  }

  /// A tool call with an access token, or with something else.
  HttpResponse<String> call(String token) {
    return Http.json(
        oauth + "/tools/call",
        "{\"name\":\"whoami\",\"arguments\":{}}",
        "Authorization",
        "Bearer " + token.replace(' ', '.'));
  }

  HttpResponse<String> call(JsonObject tokens) {
    return call(tokens.getString("access_token"));
  }

  /// The same call in JSON-RPC, as MCP clients make it.
  HttpResponse<String> callByRpc(String token) {
    return Http.json(
        oauth + "/",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\","
            + "\"params\":{\"name\":\"whoami\",\"arguments\":{}}}",
        "Authorization",
        "Bearer " + token,
        "MCP-Protocol-Version",
        "2025-11-25");
  }

  @Override
  public void close() {
    program.close();
  }
}
