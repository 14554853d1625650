package dev.ninestep.document;

import static dev.ninestep.document.DocumentHost.await;
import static dev.ninestep.document.DocumentHost.document;
import static dev.ninestep.document.DocumentReading.isFound;
import static dev.ninestep.document.DocumentReading.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.decision.RedirectPolicy;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.ClientId;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is accepted as the document of a client, from a real TLS server on loopback.
class ClientDocumentsTest {

  private static final RedirectPolicy REDIRECTS = new RedirectPolicy(Set.of());

  private final DocumentHost host = new DocumentHost();
  private final ClientDocuments documents = host.documents(REDIRECTS);

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void aDocumentDescribesItsClient() {
    var reading = await(documents.read(host.serveClient("/client.json")));

    assertThat(reading).isInstanceOf(Reading.Found.class);
    assertThat(((Reading.Found) reading).client().document().clientName()).contains("Documented");
  }

  // CM-07
  @Test
  void theNameIsResolvedOnceAndKeptForTheHandshakeAndTheHost() {
    var client = host.serveClient("/client.json");
    var answers = new ArrayList<>(List.of("127.0.0.1", "127.0.0.9"));
    host.resolve(_ -> DocumentHost.addresses(answers.removeFirst()));

    assertThat(isFound(documents, client)).isTrue();
    assertThat(host.resolved).containsExactly("client.example");
    assertThat(host.asked).containsExactly("client.example:" + host.port());
  }

  // CM-01
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://client.example/a",
        "https://client.example",
        "https://client.example/",
        "https://client.example?x",
        "https://client.example/a/./b",
        "https://client.example/a/../b",
        "https://client.example/a/%2e%2E/b",
        "https://client.example/a/.%2e",
        "https://client.example/a#part",
        "https://client.example/a#",
        "https://user@client.example/a",
        "https://user:word@client.example/a",
        "https://client.example\\a",
        "https://client.example/a\\b",
        "https:///a",
        "https:client.example/a",
        "https://client.example:0/a",
        "https://client.example:65536/a",
        "HTTPS://client.example/a",
        "https://client_example/a"
      })
  void anAddressThatIsNotOfTheFormIsRefusedBeforeAnythingIsFetched(String url) {
    assertThat(refusal(documents, new ClientId(url))).isEqualTo(Refusal.CLIENT_ID_URL_MALFORMED);
    assertThat(host.resolved).isEmpty();
  }

  // CM-02
  @ParameterizedTest
  @ValueSource(strings = {"/client.jsoN", "/client.json/", "/client.json?", "/client.jso"})
  void aDocumentOfAnotherClientIsRefused(String other) {
    var client =
        host.serve("/client.json", document(host.url(other).value(), "https://a.example/cb"));

    assertThat(refusal(documents, client)).isEqualTo(Refusal.CLIENT_DOCUMENT_OF_ANOTHER);
  }

  // CM-02
  @Test
  void theDefaultPortIsAnotherClient() {
    var client =
        host.serve(
            "/client.json", document("https://client.example:443/a", "https://a.example/cb"));

    assertThat(refusal(documents, client)).isEqualTo(Refusal.CLIENT_DOCUMENT_OF_ANOTHER);
  }

  // CM-03
  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsNotFollowed(int status) {
    host.serveClient("/elsewhere.json");
    var client =
        host.handle(
            "/client.json",
            request ->
                request
                    .response()
                    .setStatusCode(status)
                    .putHeader("Location", "/elsewhere.json")
                    .end());

    assertThat(refusal(documents, client)).isEqualTo(Refusal.CLIENT_DOCUMENT_NOT_SERVED);
    assertThat(host.asked).hasSize(1);
  }

  // CM-04
  @ParameterizedTest
  @ValueSource(ints = {201, 204, 400, 404, 500})
  void anythingButOkIsRefusedAndAskedForAgain(int status) {
    var client =
        host.handle("/client.json", request -> request.response().setStatusCode(status).end());

    assertThat(refusal(documents, client)).isEqualTo(Refusal.CLIENT_DOCUMENT_NOT_SERVED);
    host.serveClient("/client.json");
    assertThat(isFound(documents, client)).isTrue();
  }

  // CM-04
  @ParameterizedTest
  @ValueSource(strings = {"text/html", "text/plain; application/json", "application/jsonp", ""})
  void whatIsNotSaidToBeJsonIsRefused(String type) {
    var client = host.serveClient("/client.json", "Content-Type", type);

    assertThat(refusal(documents, client)).isEqualTo(Refusal.CLIENT_DOCUMENT_NOT_SERVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json; charset=utf-8", "application/cimd+json"})
  void whatIsSaidToBeJsonIsRead(String type) {
    assertThat(isFound(documents, host.serveClient("/client.json", "Content-Type", type))).isTrue();
  }

  // CM-04
  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{", "\"text\"", "{}{}", "{\"client_id\":1}", "{\"a\":1,\"a\":2}"})
  void whatIsNotOneObjectIsRefused(String json) {
    var client = host.serve("/client.json", json);

    assertThat(refusal(documents, client)).isEqualTo(Refusal.CLIENT_DOCUMENT_MALFORMED);
    host.serveClient("/client.json");
    assertThat(isFound(documents, client)).as("a failure is not kept").isTrue();
  }

  @Test
  void aPresetDocumentIsNeverFetched() {
    var client = new ClientId("https://closed.example/client.json");
    var wrong = new ClientId("https://wrong.example/client.json");
    var json =
        document(client.value(), "https://closed.example/cb").getBytes(StandardCharsets.UTF_8);
    var preset = ClientDocuments.of(Vertx.vertx(), REDIRECTS, Map.of(client, json, wrong, json));

    assertThat(isFound(preset, client)).isTrue();
    assertThat(preset.unusable()).containsOnlyKeys(wrong);
    assertThat(refusal(preset, wrong)).isEqualTo(Refusal.CLIENT_DOCUMENT_OF_ANOTHER);
  }
}
