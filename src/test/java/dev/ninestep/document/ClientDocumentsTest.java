package dev.ninestep.document;

import static dev.ninestep.document.DocumentHost.await;
import static dev.ninestep.document.DocumentHost.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ninestep.decision.RedirectPolicy;
import dev.ninestep.document.FetchBudget.Limits;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.ClientId;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every guard of fetching what a stranger named, against a real TLS server on loopback.
class ClientDocumentsTest {

  private static final RedirectPolicy REDIRECTS = new RedirectPolicy(Set.of());

  private final DocumentHost host = new DocumentHost();
  private final ClientDocuments documents = host.documents(REDIRECTS);

  @AfterEach
  void close() {
    host.close();
  }

  private Refusal refusal(ClientId client) {
    return refusal(documents, client);
  }

  private static Refusal refusal(ClientDocuments documents, ClientId client) {
    var reading = await(documents.read(client));
    assertThat(reading).isInstanceOf(Reading.Failed.class);
    return ((Reading.Failed) reading).refused().refusal();
  }

  private static boolean isFound(Reading reading) {
    return reading instanceof Reading.Found;
  }

  private boolean isFound(ClientId client) {
    return isFound(await(documents.read(client)));
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

    assertThat(isFound(client)).isTrue();
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
    assertThat(refusal(new ClientId(url))).isEqualTo(Refusal.CLIENT_ID_URL_MALFORMED);
    assertThat(host.resolved).isEmpty();
  }

  // CM-02
  @ParameterizedTest
  @ValueSource(strings = {"/client.jsoN", "/client.json/", "/client.json?", "/client.jso"})
  void aDocumentOfAnotherClientIsRefused(String other) {
    var client =
        host.serve("/client.json", document(host.url(other).value(), "https://a.example/cb"));

    assertThat(refusal(client)).isEqualTo(Refusal.CLIENT_DOCUMENT_OF_ANOTHER);
  }

  // CM-02
  @Test
  void theDefaultPortIsAnotherClient() {
    var client =
        host.serve(
            "/client.json", document("https://client.example:443/a", "https://a.example/cb"));

    assertThat(refusal(client)).isEqualTo(Refusal.CLIENT_DOCUMENT_OF_ANOTHER);
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

    assertThat(refusal(client)).isEqualTo(Refusal.CLIENT_DOCUMENT_NOT_SERVED);
    assertThat(host.asked).hasSize(1);
  }

  // CM-04
  @ParameterizedTest
  @ValueSource(ints = {201, 204, 400, 404, 500})
  void anythingButOkIsRefusedAndAskedForAgain(int status) {
    var client =
        host.handle("/client.json", request -> request.response().setStatusCode(status).end());

    assertThat(refusal(client)).isEqualTo(Refusal.CLIENT_DOCUMENT_NOT_SERVED);
    host.serveClient("/client.json");
    assertThat(isFound(client)).isTrue();
  }

  // CM-04
  @ParameterizedTest
  @ValueSource(strings = {"text/html", "text/plain; application/json", "application/jsonp", ""})
  void whatIsNotSaidToBeJsonIsRefused(String type) {
    var client = host.serveClient("/client.json", "Content-Type", type);

    assertThat(refusal(client)).isEqualTo(Refusal.CLIENT_DOCUMENT_NOT_SERVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json; charset=utf-8", "application/cimd+json"})
  void whatIsSaidToBeJsonIsRead(String type) {
    assertThat(isFound(host.serveClient("/client.json", "Content-Type", type))).isTrue();
  }

  // CM-04
  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{", "\"text\"", "{}{}", "{\"client_id\":1}", "{\"a\":1,\"a\":2}"})
  void whatIsNotOneObjectIsRefused(String json) {
    var client = host.serve("/client.json", json);

    assertThat(refusal(client)).isEqualTo(Refusal.CLIENT_DOCUMENT_MALFORMED);
    host.serveClient("/client.json");
    assertThat(isFound(client)).as("a failure is not kept").isTrue();
  }

  // CM-04
  @Test
  void aServerThatNeverAnswersIsGivenUp() {
    var impatient = host.documents(REDIRECTS, Limits.USUAL, _ -> true, Duration.ofMillis(300));
    var cut = Promise.<Void>promise();
    var client =
        host.handle("/client.json", request -> request.connection().closeHandler(cut::complete));

    assertThat(refusal(impatient, client)).isEqualTo(Refusal.CLIENT_DOCUMENT_UNREACHABLE);
    await(cut.future());
  }

  // CM-04, and the deadline counts while the name is looked up
  @Test
  void aNameServerThatNeverAnswersIsGivenUp() {
    var impatient = host.documents(REDIRECTS, Limits.USUAL, _ -> true, Duration.ofMillis(300));
    host.resolve(_ -> Promise.<List<InetAddress>>promise().future());

    assertThat(refusal(impatient, host.serveClient("/client.json")))
        .isEqualTo(Refusal.CLIENT_DOCUMENT_UNREACHABLE);
  }

  // CM-05
  @Test
  void anAnswerThatComesDropByDropIsGivenUp() {
    var impatient = host.documents(REDIRECTS, Limits.USUAL, _ -> true, Duration.ofMillis(500));
    var cut = Promise.<Void>promise();
    var client =
        host.handle(
            "/client.json",
            request -> {
              request.connection().closeHandler(cut::complete);
              request.response().setChunked(true).putHeader("Content-Type", "application/json");
              drip(request);
            });

    assertThat(refusal(impatient, client)).isEqualTo(Refusal.CLIENT_DOCUMENT_UNREACHABLE);
    await(cut.future());
  }

  private static void drip(HttpServerRequest request) {
    if (!request.response().closed()) {
      request.response().write(" ");
      Vertx.currentContext().owner().setTimer(20, _ -> drip(request));
    }
  }

  // CM-04: the name in the certificate is another
  @Test
  void aCertificateOfAnotherNameIsRefused() {
    host.serveClient("/client.json");
    var client = new ClientId("https://third.example:" + host.port() + "/client.json");

    assertThat(refusal(client)).isEqualTo(Refusal.CLIENT_DOCUMENT_UNREACHABLE);
    assertThat(host.asked).isEmpty();
  }

  // CM-05
  @Test
  void fiveKibibytesAreReadAndNotOneMore() {
    var json = document(host.url("/client.json").value(), "https://client.example/cb");
    var most = 5 * 1024;
    var client = host.serve("/client.json", json + " ".repeat(most - json.length()));

    assertThat(isFound(client)).isTrue();
    host.pass(Duration.ofDays(2));
    host.serve("/client.json", json + " ".repeat(most - json.length() + 1));
    assertThat(refusal(client)).isEqualTo(Refusal.CLIENT_DOCUMENT_NOT_SERVED);
  }

  // CM-05
  @Test
  void aFloodIsCutOff() {
    var cut = Promise.<Void>promise();
    var client =
        host.handle(
            "/client.json",
            request -> {
              request.connection().closeHandler(cut::complete);
              request.response().setChunked(true).putHeader("Content-Type", "application/json");
              flood(request);
            });

    assertThat(refusal(client)).isEqualTo(Refusal.CLIENT_DOCUMENT_NOT_SERVED);
    await(cut.future());
  }

  private static void flood(HttpServerRequest request) {
    if (!request.response().closed()) {
      request.response().write(Buffer.buffer(" ".repeat(1_000)));
      Vertx.currentContext().owner().setTimer(1, _ -> flood(request));
    }
  }

  // CM-05
  @Test
  void whatComesCompressedIsRefused() {
    var client = host.serveClient("/client.json", "Content-Encoding", "gzip");

    assertThat(refusal(client)).isEqualTo(Refusal.CLIENT_DOCUMENT_NOT_SERVED);
  }

  // CM-06: one private address among public ones is enough
  @Test
  void aNameWithAnAddressThatIsNotPublicIsNotConnectedTo() {
    var guarded =
        host.documents(REDIRECTS, Limits.USUAL, SpecialAddresses::isPublic, Duration.ofSeconds(20));
    var client = host.serveClient("/client.json");

    assertThat(refusal(guarded, client)).isEqualTo(Refusal.CLIENT_DOCUMENT_UNREACHABLE);
    host.resolve(_ -> DocumentHost.addresses("8.8.8.8", "127.0.0.1"));
    assertThat(refusal(guarded, client)).isEqualTo(Refusal.CLIENT_DOCUMENT_UNREACHABLE);
    host.resolve(_ -> DocumentHost.addresses());
    assertThat(refusal(guarded, client)).isEqualTo(Refusal.CLIENT_DOCUMENT_UNREACHABLE);
    host.resolve(_ -> Future.failedFuture("no such name"));
    assertThat(refusal(guarded, client)).isEqualTo(Refusal.CLIENT_DOCUMENT_UNREACHABLE);
    assertThat(host.asked).isEmpty();
  }

  // CM-10
  @Test
  void whoeverAsksForWhatIsBeingFetchedWaitsForTheSameFetch() {
    var waiting = new ArrayList<HttpServerRequest>();
    var client = host.handle("/client.json", waiting::add);
    var readings = IntStream.range(0, 50).mapToObj(_ -> documents.read(client)).toList();

    await().until(() -> !waiting.isEmpty());
    answer(waiting.getFirst(), client);
    assertThat(readings).allSatisfy(reading -> assertThat(isFound(await(reading))).isTrue());
    assertThat(host.asked).hasSize(1);
  }

  private static void answer(HttpServerRequest request, ClientId client) {
    request
        .response()
        .putHeader("Content-Type", "application/json")
        .end(document(client.value(), "https://client.example/cb"));
  }

  // CM-10
  @Test
  void oneHostIsAskedSoOftenAMinuteAndNoMore() {
    var tight =
        host.documents(REDIRECTS, new Limits(2, 100, 100), _ -> true, Duration.ofSeconds(20));
    var clients = IntStream.range(0, 3).mapToObj(i -> host.serveClient("/" + i)).toList();

    assertThat(isFound(await(tight.read(clients.get(0))))).isTrue();
    assertThat(isFound(await(tight.read(clients.get(1))))).isTrue();
    assertThat(refusal(tight, clients.get(2))).isEqualTo(Refusal.CLIENT_DOCUMENTS_BUSY);
    assertThat(host.asked).hasSize(2);
    assertThat(isFound(await(tight.read(clients.get(1))))).as("what is kept is there").isTrue();
    host.pass(Duration.ofMinutes(1));
    assertThat(isFound(await(tight.read(clients.get(2))))).isTrue();
  }

  // CM-10
  @Test
  void allHostsTogetherAreAskedSoOftenAMinuteAndNoMore() {
    var tight =
        host.documents(REDIRECTS, new Limits(100, 2, 100), _ -> true, Duration.ofSeconds(20));
    var elsewhere =
        IntStream.range(0, 3)
            .mapToObj(i -> new ClientId("https://host%d.example/a".formatted(i)))
            .toList();
    host.resolve(_ -> Future.failedFuture("no such name"));

    assertThat(elsewhere.stream().map(client -> refusal(tight, client)))
        .containsExactly(
            Refusal.CLIENT_DOCUMENT_UNREACHABLE,
            Refusal.CLIENT_DOCUMENT_UNREACHABLE,
            Refusal.CLIENT_DOCUMENTS_BUSY);
  }

  // CM-10
  @Test
  void onlySoManyAreFetchedAtOnce() {
    var tight =
        host.documents(REDIRECTS, new Limits(100, 100, 1), _ -> true, Duration.ofSeconds(20));
    var waiting = new ArrayList<HttpServerRequest>();
    var slow = host.handle("/slow", waiting::add);
    var first = tight.read(slow);
    await().until(() -> !waiting.isEmpty());

    assertThat(refusal(tight, host.serveClient("/a"))).isEqualTo(Refusal.CLIENT_DOCUMENTS_BUSY);
    answer(waiting.getFirst(), slow);
    assertThat(isFound(await(first))).isTrue();
    assertThat(isFound(await(tight.read(host.serveClient("/a"))))).isTrue();
  }

  // CM-11
  @Test
  void aDocumentIsKeptAsLongAsItsServerSays() {
    var client = host.serveClient("/client.json", "Cache-Control", "public, max-age=600");
    assertThat(isFound(client)).isTrue();
    host.pass(Duration.ofSeconds(599));
    assertThat(isFound(client)).isTrue();
    assertThat(host.asked).hasSize(1);
    host.pass(Duration.ofSeconds(1));
    assertThat(isFound(client)).isTrue();
    assertThat(host.asked).hasSize(2);
  }

  // CM-11
  @Test
  void whatMayNotBeKeptIsFetchedEachTime() {
    var client = host.serveClient("/client.json", "Cache-Control", "no-store");
    assertThat(isFound(client)).isTrue();
    assertThat(isFound(client)).isTrue();
    assertThat(host.asked).hasSize(2);
  }

  // CM-11
  @Test
  void whatWasNotAskedForLongestIsForgottenFirst() {
    var clients = IntStream.range(0, 4).mapToObj(i -> host.serveClient("/" + i)).toList();
    clients.subList(0, 3).forEach(client -> assertThat(isFound(client)).isTrue());
    assertThat(isFound(clients.get(0))).isTrue();
    assertThat(isFound(clients.get(3))).isTrue();
    assertThat(host.asked).hasSize(4);
    assertThat(isFound(clients.get(0))).isTrue();
    assertThat(host.asked).hasSize(4);
    assertThat(isFound(clients.get(1))).isTrue();
    assertThat(host.asked).hasSize(5);
  }

  // CM-17
  @Test
  void aHostThatIsAwayTakesNoClientWithItForADay() {
    var client = host.serveClient("/client.json", "Cache-Control", "max-age=60");
    assertThat(isFound(client)).isTrue();
    host.goDown();
    host.pass(Duration.ofHours(23));
    assertThat(isFound(client)).isTrue();
    host.pass(Duration.ofHours(1));
    assertThat(refusal(client)).isEqualTo(Refusal.CLIENT_DOCUMENT_UNREACHABLE);
  }

  @Test
  void aHostThatTakesADocumentBackTakesItBackAtOnce() {
    var client = host.serveClient("/client.json", "Cache-Control", "max-age=60");
    assertThat(isFound(client)).isTrue();
    host.pass(Duration.ofSeconds(60));
    Handler<HttpServerRequest> gone = request -> request.response().setStatusCode(410).end();
    host.handle("/client.json", gone);
    assertThat(refusal(client)).isEqualTo(Refusal.CLIENT_DOCUMENT_NOT_SERVED);
    host.goDown();
    assertThat(refusal(client)).isEqualTo(Refusal.CLIENT_DOCUMENT_UNREACHABLE);
  }

  @Test
  void aPresetDocumentIsNeverFetched() {
    var client = new ClientId("https://closed.example/client.json");
    var wrong = new ClientId("https://wrong.example/client.json");
    var json =
        document(client.value(), "https://closed.example/cb").getBytes(StandardCharsets.UTF_8);
    var preset = ClientDocuments.of(Vertx.vertx(), REDIRECTS, Map.of(client, json, wrong, json));

    assertThat(isFound(await(preset.read(client)))).isTrue();
    assertThat(preset.unusable()).containsOnlyKeys(wrong);
    assertThat(refusal(preset, wrong)).isEqualTo(Refusal.CLIENT_DOCUMENT_OF_ANOTHER);
  }
}
