package dev.ninestep.step;

import static dev.ninestep.event.Face.JSON;
import static dev.ninestep.event.Face.PAGE;

import dev.ninestep.document.DocumentHost;
import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.Step;
import dev.ninestep.refusal.Recipe;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// The other ways in which the refusals of an authorization request travel: on a page while nobody
/// is signed in, as JSON to a client that pushes its request, to an assured client at once.
final class AuthorizationRecipes {

  /// What is wrong with a request whose redirect_uri is right.
  private record Wrong(String parameter, String value, Refusal refusal) {}

  private AuthorizationRecipes() {}

  static Stream<Recipe> all() {
    return Stream.concat(
        wrong().flatMap(w -> Stream.of(onPage(w), pushed(w))),
        Stream.of(
            pushed(
                new Wrong(
                    "redirect_uri", "https://evil.example/cb", Refusal.REDIRECT_URI_MISMATCH)),
            pushed(new Wrong("client_id", "http://a.example/", Refusal.CLIENT_ID_URL_MALFORMED)),
            recipe(Refusal.REDIRECT_URI_MISSING, JSON, AuthorizationRecipes::pushWithoutRedirect),
            recipe(Refusal.REDIRECT_URI_NOT_ALLOWED, PAGE, AuthorizationRecipes::noLongerAllowed),
            recipe(Refusal.CLIENT_DEACTIVATED, PAGE, AuthorizationRecipes::deactivated),
            loginRequiredAtAssuredClient()));
  }

  private static Stream<Wrong> wrong() {
    return Stream.of(
        new Wrong("request", "x", Refusal.REQUEST_OBJECT_UNSUPPORTED),
        new Wrong("response_type", "", Refusal.RESPONSE_TYPE_MISSING),
        new Wrong("response_type", "token", Refusal.RESPONSE_TYPE_UNSUPPORTED),
        new Wrong("response_mode", "fragment", Refusal.RESPONSE_MODE_UNSUPPORTED),
        new Wrong("code_challenge", "", Refusal.CODE_CHALLENGE_MISSING),
        new Wrong("code_challenge_method", "plain", Refusal.CODE_CHALLENGE_PLAIN),
        new Wrong("code_challenge_method", "S512", Refusal.CODE_CHALLENGE_METHOD_UNKNOWN),
        new Wrong("code_challenge", "short", Refusal.CODE_CHALLENGE_MALFORMED),
        new Wrong("resource", "https://evil.example/mcp", Refusal.RESOURCE_UNKNOWN),
        new Wrong("scope", "a\"b", Refusal.SCOPE_MALFORMED),
        new Wrong("state", "s".repeat(4_097), Refusal.STATE_TOO_LONG),
        new Wrong("prompt", "none login", Refusal.PROMPT_CONTRADICTORY),
        new Wrong("max_age", "soon", Refusal.MAX_AGE_MALFORMED),
        new Wrong("dpop_jkt", "k", Refusal.KEY_THUMBPRINT_MALFORMED));
  }

  private static Recipe onPage(Wrong wrong) {
    return recipe(wrong.refusal, PAGE, server -> unknown(server, change(server, wrong)));
  }

  private static Recipe pushed(Wrong wrong) {
    return recipe(wrong.refusal, JSON, server -> server.postForm("/par", change(server, wrong)));
  }

  private static Map<String, String> change(TestServer server, Wrong wrong) {
    return Form.with(TestClient.register(server).authorization(), wrong.parameter, wrong.value);
  }

  /// A request from a browser in which nobody is signed in.
  private static HttpResponse<String> unknown(TestServer server, Map<String, String> request) {
    return server.get("/authorize?" + Form.encode(request));
  }

  private static HttpResponse<String> pushWithoutRedirect(TestServer server) {
    var metadata =
        """
        {"redirect_uris": ["%s", "https://b.example/cb"], "token_endpoint_auth_method": "none"}
        """
            .formatted(TestClient.CALLBACK);
    var registered = server.post("/register", "application/json", metadata).body();
    var id = new ClientId(new JsonObject(registered).getString("client_id"));
    var client = TestClient.of(server, id);
    return server.postForm("/par", Form.without(client.authorization(), "redirect_uri"));
  }

  /// A redirect_uri that was allowed when it was registered.
  private static HttpResponse<String> noLongerAllowed(TestServer server) {
    var redirect = new RedirectUri("com.example.app://host/cb");
    var client = TestClient.of(server, Facts.register(server, redirect));
    return unknown(server, Form.with(client.authorization(), "redirect_uri", redirect.value()));
  }

  private static HttpResponse<String> deactivated(TestServer server) {
    var client = TestClient.register(server);
    Facts.deactivate(server, client.id());
    return unknown(server, client.authorization());
  }

  private static Recipe loginRequiredAtAssuredClient() {
    return new Recipe(
        Refusal.LOGIN_REQUIRED,
        Step.AUTHORIZATION,
        Face.REDIRECT,
        () -> {
          try (var host = new DocumentHost();
              var server = new TestServer(host.documents(TestSettings.REDIRECTS))) {
            var url = host.url("/client.json").value();
            var document = DocumentHost.document(url, TestClient.CALLBACK);
            var client = TestClient.of(server, host.serve("/client.json", document));
            var silent = Form.with(client.authorization(), "prompt", "none");
            return server.provoked(unknown(server, silent));
          }
        });
  }

  private static Recipe recipe(
      Refusal refusal, Face face, Function<TestServer, HttpResponse<String>> request) {
    return new RefusalCase(face.name(), refusal, Step.AUTHORIZATION, face, request).recipe();
  }
}
