package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static dev.ninestep.step.TestClient.location;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.document.DocumentHost;
import dev.ninestep.event.AuthorizationPushed;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.ClientId;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests that a client hands in before a browser comes (RFC 9126).
class PushedRequestTest {

  private final TestServer server = new TestServer();
  private final TestClient client = TestClient.register(server);

  @AfterEach
  void close() {
    server.close();
  }

  private String push(Map<String, String> request) {
    var answer = server.postForm("/par", request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    var body = json(answer);
    assertThat(body.getInteger("expires_in")).isEqualTo(90);
    assertThat(body.getString("request_uri")).startsWith("urn:ietf:params:oauth:request_uri:");
    return body.getString("request_uri");
  }

  private HttpResponse<String> bring(String uri, ClientId id) {
    return client.authorize(Map.of("client_id", id.value(), "request_uri", uri));
  }

  private String consentOf(String uri) {
    return server.get(location(bring(uri, client.id())), "Cookie", client.cookie()).body();
  }

  @Test
  void whatWasHandedInBecomesTokens() {
    var page = consentOf(push(client.authorization()));
    var back = client.decide(Form.with(Form.hidden(page), "decision", "allow"));
    var answer = Form.query(location(back));
    assertThat(answer).containsEntry("state", "a state");
    assertThat(client.token(client.redemption(answer.get("code"))).statusCode()).isEqualTo(200);
    assertThat(server.log.events(AuthorizationPushed.class)).hasSize(1);
  }

  @Test
  void everythingIsOfOneFlow() {
    var pushed = server.postForm("/par", client.authorization());
    var flow = pushed.headers().firstValue("X-Correlation-ID");
    var uri = new JsonObject(pushed.body()).getString("request_uri");

    assertThat(bring(uri, client.id()).headers().firstValue("X-Correlation-ID")).isEqualTo(flow);
  }

  @Test
  void broughtTwiceItBuysOneCode() {
    var uri = push(client.authorization());
    var first = Form.hidden(consentOf(uri));
    var second = Form.hidden(consentOf(uri));

    location(client.decide(Form.with(first, "decision", "allow")));
    assertThat(client.decide(Form.with(second, "decision", "allow")).statusCode()).isEqualTo(400);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.CONSENT_REPEATED);
    assertThat(server.log.events(ConsentGranted.class)).hasSize(2);
    assertThat(
            server.get(location(bring(uri, client.id())), "Cookie", client.cookie()).statusCode())
        .as("nor is it asked about again")
        .isEqualTo(400);
  }

  @Test
  void itCountsForNinetySeconds() {
    var uri = push(client.authorization());
    server.log.pass(Duration.ofSeconds(90));
    assertThat(bring(uri, client.id()).statusCode()).isEqualTo(303);
    server.log.pass(Duration.ofMillis(1));
    assertThat(bring(uri, client.id()).statusCode()).isEqualTo(400);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.REQUEST_URI_UNUSABLE);
  }

  @Test
  void anotherClientGetsNothingForIt() {
    var uri = push(client.authorization());
    var other = TestClient.register(server);
    assertThat(bring(uri, other.id()).statusCode()).isEqualTo(400);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.REQUEST_URI_UNUSABLE);
  }

  @Test
  void whatTheBrowserBringsBesidesIsNotRead() {
    var uri = push(client.authorization());
    var more = Map.of("client_id", client.id().value(), "request_uri", uri, "scope", "support");
    var page = server.get(location(client.authorize(more)), "Cookie", client.cookie()).body();
    assertThat(page).contains("Use your tools").doesNotContain("support");
  }

  @ParameterizedTest
  @CsvSource({
    "code_challenge, '',                     CODE_CHALLENGE_MISSING",
    "redirect_uri,   https://evil.example/,  REDIRECT_URI_MISMATCH",
    "request_uri,    urn:x,                  REQUEST_OBJECT_UNSUPPORTED",
    "resource,       https://evil.example/,  RESOURCE_UNKNOWN",
    "scope,          a\"b,                   SCOPE_MALFORMED",
    "client_id,      nobody,                 CLIENT_UNKNOWN_AT_TOKEN",
    "client_id,      '',                     CLIENT_CREDENTIALS_MISSING",
  })
  void theClientLearnsAtOnceWhatIsWrong(String parameter, String value, Refusal refusal) {
    var answer = server.postForm("/par", Form.with(client.authorization(), parameter, value));
    assertThat(answer.statusCode()).isEqualTo(refusal.status());
    assertThat(json(answer).getString("error")).isEqualTo(refusal.error().orElseThrow());
    assertThat(server.lastRefused().refusal()).isEqualTo(refusal);
  }

  @Test
  void aClientWithASecretHasToProveItself() {
    var registered =
        json(
            server.post(
                "/register",
                "application/json",
                "{\"redirect_uris\":[\"" + TestClient.CALLBACK + "\"]}"));
    var id = registered.getString("client_id");
    var request = Form.with(client.authorization(), "client_id", id);
    assertThat(server.postForm("/par", request).statusCode()).isEqualTo(401);

    var pair = id + ":" + registered.getString("client_secret");
    var basic =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    var proven = server.postForm("/par", request, "Authorization", basic);
    assertThat(proven.statusCode()).as(proven.body()).isEqualTo(201);
  }

  @Test
  void aDocumentedClientMayComeHereFirst() {
    try (var host = new DocumentHost();
        var reads = new TestServer(host.documents(TestSettings.REDIRECTS))) {
      var documented = TestClient.of(reads, host.serveClient("/client.json"));
      var request =
          Form.with(documented.authorization(), "redirect_uri", "https://client.example/cb");
      assertThat(reads.postForm("/par", request).statusCode()).isEqualTo(201);
    }
  }

  @Test
  void itIsOnlyPosted() {
    assertThat(server.get("/par").statusCode()).isEqualTo(405);
    assertThat(server.postForm("/par?scope=mcp", client.authorization()).statusCode())
        .isEqualTo(400);
  }
}
