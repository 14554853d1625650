package dev.ninestep.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Session;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// An MCP client and the browser of its user.
///
/// @param server whom it talks to
/// @param id its client_id
/// @param session who is signed in in the browser
/// @param cookie the browser's cookie
record TestClient(TestServer server, ClientId id, Session session, String cookie) {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  static final String CALLBACK = "https://client.example/callback";

  /// The example of RFC 7636, Appendix B.
  static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  /// A public client that has registered itself, before a browser in which a user is signed in.
  static TestClient register(TestServer server) {
    return register(server, "Test client " + NUMBER.incrementAndGet());
  }

  /// A client of some name; the same name is the same client.
  static TestClient register(TestServer server, String name) {
    var registered = server.post("/register", "application/json", registration(name));
    assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
    return of(server, new ClientId(new JsonObject(registered.body()).getString("client_id")));
  }

  /// What a public client of some name registers.
  static String registration(String name) {
    return """
    {"client_name": "%s", "redirect_uris": ["%s"], "token_endpoint_auth_method": "none"}
    """
        .formatted(name, CALLBACK);
  }

  static TestClient of(TestServer server, ClientId id) {
    return new TestClient(server, id, session(server, server.mint.account(), Role.USER), "")
        .signedIn();
  }

  private static Session session(TestServer server, AccountId account, Role role) {
    var now = server.log.now();
    var until = now.plus(Duration.ofHours(8));
    return new Session(server.mint.session(), account, role, now, until);
  }

  private TestClient signedIn() {
    return new TestClient(server, id, session, "__Host-ninestep=" + server.sealed.seal(session));
  }

  /// The same client in another browser, with another user.
  TestClient elsewhere(Role role) {
    var other = session(server, server.mint.account(), role);
    return new TestClient(server, id, other, "").signedIn();
  }

  /// The same client in another browser, with the same user.
  TestClient inAnotherBrowser() {
    var other = session(server, session.account(), session.role());
    return new TestClient(server, id, other, "").signedIn();
  }

  /// An authorization request without fault.
  Map<String, String> authorization() {
    return Map.of(
        "response_type",
        "code",
        "client_id",
        id.value(),
        "redirect_uri",
        CALLBACK,
        "code_challenge",
        CHALLENGE,
        "code_challenge_method",
        "S256",
        "state",
        "a state",
        "resource",
        TestServer.RESOURCE.value());
  }

  HttpResponse<String> authorize(Map<String, String> request) {
    return server.get("/authorize?" + Form.encode(request), "Cookie", cookie);
  }

  /// The consent page of a new flow.
  HttpResponse<String> consentPage() {
    return consentPage(authorization());
  }

  HttpResponse<String> consentPage(Map<String, String> request) {
    return server.get(location(authorize(request)), "Cookie", cookie);
  }

  /// The form of the consent page of a new flow, with Allow pressed.
  Map<String, String> allowing() {
    return Form.with(Form.hidden(consentPage().body()), "decision", "allow");
  }

  HttpResponse<String> decide(Map<String, String> form) {
    return server.postForm("/consent", form, "Cookie", cookie);
  }

  /// A code of a new flow.
  String code() {
    return Form.query(location(decide(allowing()))).get("code");
  }

  /// A redemption without fault.
  Map<String, String> redemption(String code) {
    return Map.of(
        "grant_type", "authorization_code",
        "client_id", id.value(),
        "code", code,
        "redirect_uri", CALLBACK,
        "code_verifier", VERIFIER);
  }

  /// A refresh without fault.
  Map<String, String> refresh(String refreshToken) {
    return Map.of(
        "grant_type", "refresh_token", "client_id", id.value(), "refresh_token", refreshToken);
  }

  HttpResponse<String> token(Map<String, String> form, String... headers) {
    return server.postForm("/token", form, headers);
  }

  /// The tokens of a new flow.
  JsonObject tokens() {
    return json(token(redemption(code())));
  }

  String refreshToken() {
    return tokens().getString("refresh_token");
  }

  static JsonObject json(HttpResponse<String> response) {
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    return new JsonObject(response.body());
  }

  static String location(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(303);
    return response.headers().firstValue("Location").orElseThrow();
  }
}
