package dev.ninestep.document;

import static dev.ninestep.document.DocumentHost.await;
import static dev.ninestep.document.DocumentHost.document;
import static dev.ninestep.document.DocumentReading.isFound;
import static dev.ninestep.document.DocumentReading.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ninestep.decision.RedirectPolicy;
import dev.ninestep.document.FetchBudget.Limits;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.ClientId;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How often strangers' documents are fetched, and how long they are kept.
class KeptDocumentsTest {

  private static final RedirectPolicy REDIRECTS = new RedirectPolicy(Set.of());

  private final DocumentHost host = new DocumentHost();
  private final ClientDocuments documents = host.documents(REDIRECTS);

  @AfterEach
  void close() {
    host.close();
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

    assertThat(isFound(tight, clients.get(0))).isTrue();
    assertThat(isFound(tight, clients.get(1))).isTrue();
    assertThat(refusal(tight, clients.get(2))).isEqualTo(Refusal.CLIENT_DOCUMENTS_BUSY);
    assertThat(host.asked).hasSize(2);
    assertThat(isFound(tight, clients.get(1))).as("what is kept is there").isTrue();
    host.pass(Duration.ofMinutes(1));
    assertThat(isFound(tight, clients.get(2))).isTrue();
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
    assertThat(isFound(tight, host.serveClient("/a"))).isTrue();
  }

  // CM-11
  @Test
  void aDocumentIsKeptAsLongAsItsServerSays() {
    var client = host.serveClient("/client.json", "Cache-Control", "public, max-age=600");
    assertThat(isFound(documents, client)).isTrue();
    host.pass(Duration.ofSeconds(599));
    assertThat(isFound(documents, client)).isTrue();
    assertThat(host.asked).hasSize(1);
    host.pass(Duration.ofSeconds(1));
    assertThat(isFound(documents, client)).isTrue();
    assertThat(host.asked).hasSize(2);
  }

  // CM-11
  @Test
  void whatMayNotBeKeptIsFetchedEachTime() {
    var client = host.serveClient("/client.json", "Cache-Control", "no-store");
    assertThat(isFound(documents, client)).isTrue();
    assertThat(isFound(documents, client)).isTrue();
    assertThat(host.asked).hasSize(2);
  }

  // CM-11
  @Test
  void whatWasNotAskedForLongestIsForgottenFirst() {
    var clients = IntStream.range(0, 4).mapToObj(i -> host.serveClient("/" + i)).toList();
    clients.subList(0, 3).forEach(client -> assertThat(isFound(documents, client)).isTrue());
    assertThat(isFound(documents, clients.get(0))).isTrue();
    assertThat(isFound(documents, clients.get(3))).isTrue();
    assertThat(host.asked).hasSize(4);
    assertThat(isFound(documents, clients.get(0))).isTrue();
    assertThat(host.asked).hasSize(4);
    assertThat(isFound(documents, clients.get(1))).isTrue();
    assertThat(host.asked).hasSize(5);
  }

  // CM-17
  @Test
  void aHostThatIsAwayTakesNoClientWithItForADay() {
    var client = host.serveClient("/client.json", "Cache-Control", "max-age=60");
    assertThat(isFound(documents, client)).isTrue();
    host.goDown();
    host.pass(Duration.ofHours(23));
    assertThat(isFound(documents, client)).isTrue();
    host.pass(Duration.ofHours(1));
    assertThat(refusal(documents, client)).isEqualTo(Refusal.CLIENT_DOCUMENT_UNREACHABLE);
  }

  @Test
  void aHostThatTakesADocumentBackTakesItBackAtOnce() {
    var client = host.serveClient("/client.json", "Cache-Control", "max-age=60");
    assertThat(isFound(documents, client)).isTrue();
    host.pass(Duration.ofSeconds(60));
    Handler<HttpServerRequest> gone = request -> request.response().setStatusCode(410).end();
    host.handle("/client.json", gone);
    assertThat(refusal(documents, client)).isEqualTo(Refusal.CLIENT_DOCUMENT_NOT_SERVED);
    host.goDown();
    assertThat(refusal(documents, client)).isEqualTo(Refusal.CLIENT_DOCUMENT_UNREACHABLE);
  }
}
