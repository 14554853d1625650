package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.document.DocumentHost;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.ClientId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Clients that prove themselves with keys they publish (`jwks_uri`).
class PublishedKeysTest {

  private static final SigningClient KEYS = SigningClient.es256();

  private final DocumentHost host = new DocumentHost();
  private final TestServer server = new TestServer(TestSettings.answering(201), host);

  @AfterEach
  void stop() {
    server.close();
    host.close();
  }

  private ClientId register(String keys) {
    return register(server, keys);
  }

  /// A client whose keys are somewhere.
  static ClientId register(TestServer server, String keys) {
    var metadata =
        new JsonObject()
            .put("client_name", "Publishes its keys")
            .put("redirect_uris", JsonArray.of(TestClient.CALLBACK))
            .put("token_endpoint_auth_method", "private_key_jwt")
            .put("jwks_uri", keys);
    var registered = server.post("/register", "application/json", metadata.encode());
    assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
    return new ClientId(json(registered).getString("client_id"));
  }

  private HttpResponse<String> revoke(ClientId client, SigningClient keys) {
    var proof = SigningClient.proof(keys.assertion(client, server.log.now()));
    return server.postForm("/revoke", Form.with(proof, "token", "none"));
  }

  // REG-17
  @Test
  void keysAreFetchedWhenTheyAreUsedAndNotWhenTheyAreRegistered() {
    var client = register(host.serve("/keys", KEYS.jwks()).value());
    assertThat(host.resolved()).isEmpty();
    assertThat(revoke(client, KEYS).statusCode()).isEqualTo(200);
    assertThat(revoke(client, KEYS).statusCode()).isEqualTo(200);
    assertThat(host.asked).hasSize(1);
  }

  @Test
  void aNewKeyIsFoundAfterHalfAMinuteAndTheOldOneIsForgotten() {
    var client = register(host.serve("/keys", KEYS.jwks()).value());
    revoke(client, KEYS);
    var next = SigningClient.es256();
    host.serve("/keys", next.jwks());
    host.pass(Duration.ofSeconds(30));
    assertThat(revoke(client, next).statusCode()).isEqualTo(200);
    assertThat(revoke(client, KEYS).statusCode()).isEqualTo(401);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.CLIENT_ASSERTION_WRONG);
  }

  @Test
  void keysThatCannotBeFetchedProveNobody() {
    var client = register(host.url("/nothing/here").value());
    var refused = revoke(client, KEYS);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(json(refused).getString("error")).isEqualTo("invalid_client");
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.CLIENT_KEYS_UNREACHABLE);
    assertThat(refused.body()).doesNotContain("404");
  }

  @Test
  void whoOnlyNamesAClientFetchesNothing() {
    var client = register(host.serve("/keys", KEYS.jwks()).value());
    server.postForm("/revoke", Map.of("client_id", client.value(), "token", "none"));
    assertThat(host.resolved()).isEmpty();
  }

  // CM-09
  @Test
  void aDocumentMayNameItsKeysByTheSameRules() {
    var documented = documented(",\"jwks_uri\":\"" + host.serve("/keys", KEYS.jwks()) + "\"");
    assertThat(documented.consentPage(back(documented)).statusCode()).isEqualTo(200);
    assertThat(revoke(documented.id(), KEYS).statusCode()).isEqualTo(200);

    for (var url : new String[] {"http://keys.example/a", "https://169.254.169.254/a"}) {
      var refused = documented(",\"jwks_uri\":\"" + url + "\"");
      assertThat(refused.authorize(back(refused)).statusCode()).isEqualTo(400);
      assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.CLIENT_DOCUMENT_MALFORMED);
    }
  }

  private TestClient documented(String members) {
    var path = "/client" + members.hashCode() + ".json";
    var json =
        DocumentHost.document(host.url(path).value(), "https://client.example/cb")
            .replaceFirst(
                "}$", ",\"token_endpoint_auth_method\":\"private_key_jwt\"" + members + "}");
    return TestClient.of(server, host.serve(path, json));
  }

  private static Map<String, String> back(TestClient client) {
    return Form.with(client.authorization(), "redirect_uri", "https://client.example/cb");
  }

  // CM-09: logos are neither fetched nor shown, so nobody is told who looks at our pages.
  @Test
  void noPageLoadsAnythingFromElsewhere() {
    var logo = host.serve("/logo.png", "not really");
    var documented =
        documented(
            ",\"logo_uri\":\"" + logo + "\",\"jwks_uri\":\"" + host.serve("/keys", "{}") + "\"");
    var page = documented.consentPage(back(documented));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).doesNotContain("logo.png").doesNotContainPattern("src=\"?https?:");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "img-src 'self'");
    assertThat(host.paths()).doesNotContain("/logo.png");
  }
}
