package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;

import dev.ninestep.protocol.ClientId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Map;

/// A client that proves itself in the way it registered.
///
/// @param client the client
/// @param method its `token_endpoint_auth_method`
/// @param secret its secret, empty when it has none
/// @param keys its key, used only for `private_key_jwt`
record Prover(TestClient client, String method, String secret, SigningClient keys) {

  private static final SigningClient KEYS = SigningClient.es256();

  Prover(TestClient client, String method, String secret) {
    this(client, method, secret, KEYS);
  }

  static Prover register(TestServer server, String method) {
    if (method.equals("private_key_jwt")) {
      var id = Facts.registerWithKeys(server, KEYS.jwks());
      return new Prover(TestClient.of(server, id), method, "");
    }
    var metadata =
        new JsonObject()
            .put("redirect_uris", JsonArray.of(TestClient.CALLBACK))
            .put("token_endpoint_auth_method", method);
    var registered = json(server.post("/register", "application/json", metadata.encode()));
    var id = new ClientId(registered.getString("client_id"));
    return new Prover(TestClient.of(server, id), method, registered.getString("client_secret", ""));
  }

  /// A client that no user is ever sent to.
  static Prover machine(TestServer server) {
    var registered = json(registerMachine(server, TestServer.INITIAL_TOKEN));
    var id = new ClientId(registered.getString("client_id"));
    return new Prover(
        TestClient.of(server, id), "client_secret_basic", registered.getString("client_secret"));
  }

  /// A registration of such a client, with an initial access token.
  static HttpResponse<String> registerMachine(TestServer server, String token) {
    return server.post(
        "/register",
        "application/json",
        "{\"client_name\": \"Nightly job\", \"grant_types\": [\"client_credentials\"]}",
        "Authorization",
        "Bearer " + token);
  }

  /// Sends a form with what proves the client; the form may lack the client_id.
  HttpResponse<String> post(String path, Map<String, String> form) {
    var server = client.server();
    var named = Form.with(form, "client_id", client.id().value());
    return switch (method) {
      case "none" -> server.postForm(path, named);
      case "client_secret_post" -> server.postForm(path, Form.with(named, "client_secret", secret));
      case "client_secret_basic" -> server.postForm(path, Form.without(form, "client_id"), basic());
      case "private_key_jwt" -> {
        var assertion = keys.assertion(client.id(), server.log.now());
        yield server.postForm(path, Form.and(named, SigningClient.proof(assertion)));
      }
      case String unknown -> throw new AssertionError("nobody proves itself by " + unknown);
    };
  }

  /// The tokens of a new flow.
  JsonObject tokens() {
    return json(post("/token", client.redemption(client.code())));
  }

  /// What proves it in a header.
  String[] basic() {
    return Introspecting.basic(client.id().value(), secret);
  }
}
