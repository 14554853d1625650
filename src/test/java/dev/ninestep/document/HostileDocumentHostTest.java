package dev.ninestep.document;

import static dev.ninestep.document.DocumentHost.await;
import static dev.ninestep.document.DocumentHost.document;
import static dev.ninestep.document.DocumentReading.isFound;
import static dev.ninestep.document.DocumentReading.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.decision.RedirectPolicy;
import dev.ninestep.document.FetchBudget.Limits;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.ClientId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Every guard of fetching what a stranger named: hosts that are slow, endless, not who they should
/// be, or inside.
class HostileDocumentHostTest {

  private static final RedirectPolicy REDIRECTS = new RedirectPolicy(Set.of());

  private final DocumentHost host = new DocumentHost();
  private final ClientDocuments documents = host.documents(REDIRECTS);

  @AfterEach
  void close() {
    host.close();
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

    assertThat(refusal(documents, client)).isEqualTo(Refusal.CLIENT_DOCUMENT_UNREACHABLE);
    assertThat(host.asked).isEmpty();
  }

  // CM-05
  @Test
  void fiveKibibytesAreReadAndNotOneMore() {
    var json = document(host.url("/client.json").value(), "https://client.example/cb");
    var most = 5 * 1024;
    var client = host.serve("/client.json", json + " ".repeat(most - json.length()));

    assertThat(isFound(documents, client)).isTrue();
    host.pass(Duration.ofDays(2));
    host.serve("/client.json", json + " ".repeat(most - json.length() + 1));
    assertThat(refusal(documents, client)).isEqualTo(Refusal.CLIENT_DOCUMENT_NOT_SERVED);
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

    assertThat(refusal(documents, client)).isEqualTo(Refusal.CLIENT_DOCUMENT_NOT_SERVED);
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

    assertThat(refusal(documents, client)).isEqualTo(Refusal.CLIENT_DOCUMENT_NOT_SERVED);
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
}
