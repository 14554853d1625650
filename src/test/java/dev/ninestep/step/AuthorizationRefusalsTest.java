package dev.ninestep.step;

import static dev.ninestep.event.Face.PAGE;
import static dev.ninestep.event.Face.REDIRECT;
import static dev.ninestep.event.Refusal.CLIENT_ID_MISSING;
import static dev.ninestep.event.Refusal.CLIENT_ID_URL_MALFORMED;
import static dev.ninestep.event.Refusal.CLIENT_UNKNOWN;
import static dev.ninestep.event.Refusal.CODE_CHALLENGE_MALFORMED;
import static dev.ninestep.event.Refusal.CODE_CHALLENGE_METHOD_UNKNOWN;
import static dev.ninestep.event.Refusal.CODE_CHALLENGE_MISSING;
import static dev.ninestep.event.Refusal.CODE_CHALLENGE_PLAIN;
import static dev.ninestep.event.Refusal.CONSENT_REQUIRED;
import static dev.ninestep.event.Refusal.KEY_THUMBPRINT_MALFORMED;
import static dev.ninestep.event.Refusal.LOGIN_REQUIRED;
import static dev.ninestep.event.Refusal.MAX_AGE_MALFORMED;
import static dev.ninestep.event.Refusal.METHOD_NOT_ALLOWED;
import static dev.ninestep.event.Refusal.PARAMETER_REPEATED;
import static dev.ninestep.event.Refusal.PROMPT_CONTRADICTORY;
import static dev.ninestep.event.Refusal.REDIRECT_URI_MISMATCH;
import static dev.ninestep.event.Refusal.REDIRECT_URI_MISSING;
import static dev.ninestep.event.Refusal.REQUEST_MALFORMED;
import static dev.ninestep.event.Refusal.REQUEST_OBJECT_UNSUPPORTED;
import static dev.ninestep.event.Refusal.REQUEST_URI_UNUSABLE;
import static dev.ninestep.event.Refusal.RESOURCE_UNKNOWN;
import static dev.ninestep.event.Refusal.RESPONSE_MODE_UNSUPPORTED;
import static dev.ninestep.event.Refusal.RESPONSE_TYPE_MISSING;
import static dev.ninestep.event.Refusal.RESPONSE_TYPE_UNSUPPORTED;
import static dev.ninestep.event.Refusal.SCOPE_MALFORMED;
import static dev.ninestep.event.Refusal.STATE_TOO_LONG;

import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;
import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AuthorizationRefusalsTest {

  static Stream<RefusalCase> cases() {
    return Stream.of(
            beforeTheRedirectIsTrusted(),
            nearMisses(),
            afterTheRedirectIsTrusted(),
            withoutAPage(),
            theRequest())
        .flatMap(cases -> cases);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedByNameAndTheLogIsTold(RefusalCase wrong) {
    wrong.verify();
  }

  private static Stream<RefusalCase> beforeTheRedirectIsTrusted() {
    return Stream.of(
        without("client_id", CLIENT_ID_MISSING, PAGE),
        with("AZ-01 malformed", "client_id", "a b", CLIENT_ID_MISSING, PAGE),
        with("AZ-01 unknown", "client_id", "nobody", CLIENT_UNKNOWN, PAGE),
        with("CM-01", "client_id", "http://client.example/a", CLIENT_ID_URL_MALFORMED, PAGE),
        appended("AZ-12", "client_id=again", PARAMETER_REPEATED, PAGE),
        appended("AZ-12", "redirect_uri=https://evil.example/", PARAMETER_REPEATED, PAGE),
        new RefusalCase(
            "AZ-05 two registered, none asked for",
            REDIRECT_URI_MISSING,
            Step.AUTHORIZATION,
            PAGE,
            server -> {
              var client = registerTwoUris(server);
              return client.authorize(Form.without(client.authorization(), "redirect_uri"));
            }));
  }

  private static TestClient registerTwoUris(TestServer server) {
    var body = "{\"redirect_uris\": [\"https://a.example/cb\", \"https://b.example/cb\"]}";
    var registered = server.post("/register", "application/json", body).body();
    return TestClient.of(server, new ClientId(new JsonObject(registered).getString("client_id")));
  }

  /// AZ-02, AZ-03; registered is `https://client.example/callback`.
  private static Stream<RefusalCase> nearMisses() {
    return Stream.of(
            "https://evil.example/callback",
            "https://client.example/callback/",
            "https://client.example/Callback",
            "https://client.example/callback?a=b",
            "https://client.example:443/callback",
            "https://client.example%2Fcallback",
            "https://CLIENT.example/callback",
            "HTTPS://client.example/callback",
            "https://user@client.example/callback",
            "https://client.example/callback#fragment",
            "http://client.example/callback",
            "http://localhost/callback")
        .map(uri -> with(uri, "redirect_uri", uri, REDIRECT_URI_MISMATCH, PAGE));
  }

  private static Stream<RefusalCase> afterTheRedirectIsTrusted() {
    return Stream.of(
        appended("AZ-12", "state=again", PARAMETER_REPEATED, REDIRECT),
        with("AZ-22", "request", "x", REQUEST_OBJECT_UNSUPPORTED, REDIRECT),
        with("AZ-22", "request_uri", "https://a.example/", REQUEST_OBJECT_UNSUPPORTED, REDIRECT),
        without("response_type", RESPONSE_TYPE_MISSING, REDIRECT),
        with("AZ-14 empty", "response_type", "", RESPONSE_TYPE_MISSING, REDIRECT),
        with("AZ-06", "response_type", "token", RESPONSE_TYPE_UNSUPPORTED, REDIRECT),
        with("AZ-06", "response_type", "code token", RESPONSE_TYPE_UNSUPPORTED, REDIRECT),
        with("AZ-23", "response_mode", "fragment", RESPONSE_MODE_UNSUPPORTED, REDIRECT),
        without("code_challenge", CODE_CHALLENGE_MISSING, REDIRECT),
        with("AZ-09", "code_challenge_method", "plain", CODE_CHALLENGE_PLAIN, REDIRECT),
        without("code_challenge_method", CODE_CHALLENGE_PLAIN, REDIRECT),
        with("AZ-10", "code_challenge_method", "S512", CODE_CHALLENGE_METHOD_UNKNOWN, REDIRECT),
        with("AZ-10", "code_challenge_method", "s256", CODE_CHALLENGE_METHOD_UNKNOWN, REDIRECT),
        challenge("AZ-11 42", "a".repeat(42)),
        challenge("AZ-11 44", "a".repeat(44)),
        challenge("AZ-11 129", "a".repeat(129)),
        challenge("AZ-11 padding", "a".repeat(42) + "="),
        challenge("AZ-11 plus", "a".repeat(42) + "+"),
        challenge("AZ-11 slash", "a".repeat(42) + "/"),
        with("AZ-15", "state", "s".repeat(4_097), STATE_TOO_LONG, REDIRECT),
        with("AZ-20", "resource", "/mcp", RESOURCE_UNKNOWN, REDIRECT),
        with("AZ-20", "resource", "https://auth.example/mcp#f", RESOURCE_UNKNOWN, REDIRECT),
        with("AZ-20", "resource", "https://auth.example/mcp2", RESOURCE_UNKNOWN, REDIRECT),
        with("AZ-20", "resource", "https://evil.example/mcp", RESOURCE_UNKNOWN, REDIRECT),
        appended("AZ-20 two", "resource=https://evil.example/", RESOURCE_UNKNOWN, REDIRECT),
        with("a quote", "scope", "a\"b", SCOPE_MALFORMED, REDIRECT),
        with("TK-22 long", "scope", "s".repeat(1_001), SCOPE_MALFORMED, REDIRECT),
        with("none and more", "prompt", "none login", PROMPT_CONTRADICTORY, REDIRECT),
        with("no number", "max_age", "soon", MAX_AGE_MALFORMED, REDIRECT),
        with("no thumbprint", "dpop_jkt", "k", KEY_THUMBPRINT_MALFORMED, REDIRECT));
  }

  private static Stream<RefusalCase> withoutAPage() {
    return Stream.of(
        new RefusalCase(
            "AZ-19 nobody is signed in",
            LOGIN_REQUIRED,
            Step.AUTHORIZATION,
            PAGE,
            server -> {
              var request = TestClient.register(server).authorization();
              var silent = Form.with(request, "prompt", "none");
              return server.get("/authorize?" + Form.encode(silent));
            }),
        new RefusalCase(
            "nothing is remembered",
            CONSENT_REQUIRED,
            Step.AUTHORIZATION,
            REDIRECT,
            server -> {
              var client = TestClient.register(server);
              return client.consentPage(Form.with(client.authorization(), "prompt", "none"));
            }));
  }

  private static Stream<RefusalCase> theRequest() {
    return Stream.of(
        new RefusalCase(
            "AZ-13 query and form",
            REQUEST_MALFORMED,
            Step.AUTHORIZATION,
            PAGE,
            server -> {
              var request = TestClient.register(server).authorization();
              return server.postForm("/authorize?scope=mcp", request);
            }),
        new RefusalCase(
            "AZ-22 never handed in",
            REQUEST_URI_UNUSABLE,
            Step.AUTHORIZATION,
            PAGE,
            server -> {
              var client = TestClient.register(server);
              var uri = "urn:ietf:params:oauth:request_uri:unheard-of";
              return client.authorize(Form.with(client.authorization(), "request_uri", uri));
            }),
        new RefusalCase(
            "posted as JSON",
            REQUEST_MALFORMED,
            Step.AUTHORIZATION,
            PAGE,
            server -> server.post("/authorize", "application/json", "{}")),
        new RefusalCase(
            "not UTF-8",
            REQUEST_MALFORMED,
            Step.AUTHORIZATION,
            PAGE,
            server -> server.get("/authorize?client_id=%ff")),
        new RefusalCase(
            "AZ-25 PUT",
            METHOD_NOT_ALLOWED,
            Step.AUTHORIZATION,
            Face.JSON,
            server -> server.send("PUT", "/authorize")));
  }

  private static RefusalCase with(
      String name, String parameter, String value, Refusal refusal, Face face) {
    return new RefusalCase(
        name + " " + parameter,
        refusal,
        Step.AUTHORIZATION,
        face,
        server -> {
          var client = TestClient.register(server);
          return client.authorize(Form.with(client.authorization(), parameter, value));
        });
  }

  private static RefusalCase without(String parameter, Refusal refusal, Face face) {
    return with("absent", parameter, "", refusal, face);
  }

  private static RefusalCase challenge(String name, String challenge) {
    return with(name, "code_challenge", challenge, CODE_CHALLENGE_MALFORMED, REDIRECT);
  }

  private static RefusalCase appended(String name, String pair, Refusal refusal, Face face) {
    return new RefusalCase(
        name + " " + pair,
        refusal,
        Step.AUTHORIZATION,
        face,
        server -> {
          var client = TestClient.register(server);
          var request = Form.encode(client.authorization());
          return server.get("/authorize?" + request + "&" + pair, "Cookie", client.cookie());
        });
  }
}
