package dev.ninestep.step;

import static dev.ninestep.document.DocumentHost.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.document.DocumentHost;
import dev.ninestep.event.AuthorizationRequested;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Refusal;
import dev.ninestep.fold.Client;
import dev.ninestep.protocol.ClientId;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Clients whose id is the URL of a document, over HTTP.
class DocumentedClientTest {

  private final DocumentHost host = new DocumentHost();
  private final TestServer server = new TestServer(host.documents(TestSettings.REDIRECTS));

  @AfterEach
  void close() {
    server.close();
    host.close();
  }

  private HttpResponse<String> authorize(ClientId client, String redirectUri) {
    var browser = TestClient.of(server, client);
    return browser.authorize(Form.with(browser.authorization(), "redirect_uri", redirectUri));
  }

  private static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElseThrow();
  }

  @Test
  void aDocumentIsAsGoodAsARegistration() {
    var client = host.serveClient("/client.json");
    var browser = TestClient.of(server, client);
    var request = Form.with(browser.authorization(), "redirect_uri", "https://client.example/cb");
    var page = browser.consentPage(request);
    var code =
        Form.query(
                location(browser.decide(Form.with(Form.hidden(page.body()), "decision", "allow"))))
            .get("code");
    var tokens =
        server.postForm(
            "/token",
            Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                client.value(),
                "code",
                code,
                "code_verifier",
                TestClient.VERIFIER));

    assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
  }

  /// (CM-13)
  @Test
  void thePageNamesTheHostOfTheDocumentAndTheOneTheAnswerGoesTo() {
    var client = host.serveClient("/client.json");
    var browser = TestClient.of(server, client);
    var request = Form.with(browser.authorization(), "redirect_uri", "https://client.example/cb");

    assertThat(browser.consentPage(request).body())
        .contains("It is described by <code>" + URI.create(client.value()).getHost() + "</code>")
        .contains("<code>client.example</code>");
    assertThat(TestClient.register(server).consentPage().body()).doesNotContain("described by");
  }

  // CM-12
  @Test
  void theLogLearnsWhatADocumentSaysAndEveryChangeOfIt() {
    var client = host.serveClient("/client.json");
    assertThat(authorize(client, "https://client.example/cb").statusCode()).isEqualTo(303);
    host.pass(Duration.ofHours(1));
    assertThat(authorize(client, "https://client.example/cb").statusCode()).isEqualTo(303);
    assertThat(server.log.events(ClientRegistered.class)).as("read twice, told once").hasSize(1);

    host.serve("/client.json", document(client.value(), "https://client.example/new"));
    host.pass(Duration.ofHours(1));
    assertThat(authorize(client, "https://client.example/cb").statusCode()).isEqualTo(400);
    assertThat(authorize(client, "https://client.example/new").statusCode()).isEqualTo(303);

    var told = server.log.events(ClientRegistered.class);
    assertThat(told).hasSize(2).allMatch(event -> event.client().equals(client));
    assertThat(told.getLast().redirectUris())
        .singleElement()
        .hasToString("https://client.example/new");
    assertThat(server.log.ledger().client(client))
        .isEqualTo(new Client.Registered(told.getLast(), server.log.now()));
    assertThat(server.log.events(AuthorizationRequested.class)).hasSize(3);
  }

  // CM-17
  @Test
  void theTokenEndpointNeverFetches() {
    var client = host.serveClient("/client.json");
    assertThat(authorize(client, "https://client.example/cb").statusCode()).isEqualTo(303);
    host.goDown();
    host.pass(Duration.ofDays(30));
    var asked = host.asked.size();
    server.postForm(
        "/token",
        Map.of("grant_type", "refresh_token", "client_id", client.value(), "refresh_token", "x"));

    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.REFRESH_TOKEN_UNKNOWN);
    assertThat(host.asked).hasSize(asked);
  }

  // CM-16
  @Test
  void noRegisteredClientHasAUrlForAnId() {
    assertThat(TestClient.register(server).id().isUrl()).isFalse();
    assertThat(authorize(new ClientId("https://client.example/"), TestClient.CALLBACK).statusCode())
        .isEqualTo(400);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.CLIENT_ID_URL_MALFORMED);
  }

  // CM-15
  @Test
  void aFailedFetchTellsTheBrowserNothingAboutTheNetwork() {
    host.goDown();
    var page = authorize(host.url("/client.json"), TestClient.CALLBACK);

    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.headers().firstValue("Location")).isEmpty();
    assertThat(page.body())
        .contains(Refusal.CLIENT_DOCUMENT_UNREACHABLE.cause())
        .doesNotContain("127.0.0.1", "Connect", "refused:");
    assertThat(server.lastRefused().evidence().detail()).isPresent();
  }

  // CM-08
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"client_secret\":\"s\"|CLIENT_DOCUMENT_SECRET",
        "\"client_secret_expires_at\":0|CLIENT_DOCUMENT_SECRET",
        "\"token_endpoint_auth_method\":\"client_secret_basic\"|CLIENT_DOCUMENT_SECRET",
        "\"token_endpoint_auth_method\":\"client_secret_post\"|CLIENT_DOCUMENT_SECRET",
        "\"token_endpoint_auth_method\":\"client_secret_jwt\"|CLIENT_DOCUMENT_SECRET",
        "\"jwks\":{\"keys\":[{\"kty\":\"EC\",\"d\":\"AA\"}]}|CLIENT_DOCUMENT_SECRET",
        "\"jwks\":{\"keys\":[{\"kty\":\"oct\",\"k\":\"AA\"}]}|CLIENT_DOCUMENT_SECRET",
        "\"token_endpoint_auth_method\":\"tls_client_auth\"|CLIENT_DOCUMENT_MALFORMED",
        "\"token_endpoint_auth_method\":\"private_key_jwt\"|CLIENT_DOCUMENT_MALFORMED",
        "\"grant_types\":[\"implicit\"]|CLIENT_DOCUMENT_MALFORMED",
        "\"response_types\":[\"token\"]|CLIENT_DOCUMENT_MALFORMED",
        "\"scope\":\"a\\\"b\"|CLIENT_DOCUMENT_MALFORMED"
      })
  void aDocumentMayNotSayThis(String member, Refusal refusal) {
    var url = host.url("/client.json").value();
    var said =
        document(url, "https://client.example/cb")
            .replaceFirst("}$", "," + member.replace("\\", "\\\\") + "}");
    assertThat(
            authorize(host.serve("/client.json", said), "https://client.example/cb").statusCode())
        .isEqualTo(400);
    assertThat(server.lastRefused().refusal()).isEqualTo(refusal);
  }

  // CM-04
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"redirect_uris\":[\"https://a.example/cb\"]'",
        "'\"client_name\":\"A\"'",
        "'\"client_name\":\"A\",\"redirect_uris\":[]'",
        "'\"client_name\":\"a\\u202eb\",\"redirect_uris\":[\"https://a.example/cb\"]'",
        "'\"client_name\":\"A\",\"redirect_uris\":[\"javascript:alert(1)\"]'",
        "'\"client_name\":\"A\",\"redirect_uris\":[\"https://a.example/cb\",\"http://a.example/\"]'",
        "'\"client_name\":\"A\",\"redirect_uris\":[\"com.example.app://host/cb\"]'"
      })
  void aDocumentMustSayWhoItIsAndWhereToAnswer(String members) {
    var url = host.url("/client.json").value();
    var client = host.serve("/client.json", "{\"client_id\":\"" + url + "\"," + members + "}");
    assertThat(authorize(client, "https://a.example/cb").statusCode()).isEqualTo(400);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.CLIENT_DOCUMENT_MALFORMED);
  }
}
