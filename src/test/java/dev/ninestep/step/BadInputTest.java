package dev.ninestep.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.protocol.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What no decent client sends: a named refusal each, a fact each, never a 500.
class BadInputTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private static String post(String path, String type, String headers) {
    return "POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: %s\r\n%s\r\n\r\n"
        .formatted(path, type, headers);
  }

  private void isRefused(String request, Refusal refusal) throws IOException {
    var answer = server.raw(request);
    assertThat(answer).startsWith("HTTP/1.1 " + refusal.status() + " ");
    assertThat(answer).containsIgnoringCase("X-Correlation-ID: ");
    assertThat(server.lastRefused().refusal()).isEqualTo(refusal);
  }

  @ParameterizedTest
  @CsvSource({
    "/authorize?client_id=%zz,      REQUEST_MALFORMED",
    "/authorize?client_id=%,        REQUEST_MALFORMED",
    "/authorize?a=%c0%80,           REQUEST_MALFORMED",
    "/consent?request=%zz,          REQUEST_MALFORMED",
    "/%zz,                          REQUEST_MALFORMED",
    "/.well-known/%zz,              REQUEST_MALFORMED",
    "/errors/%zz,                   REQUEST_MALFORMED",
    "/errors/no-such-refusal,       NOT_FOUND",
    "/errors/no-such-refusal?ref=%, NOT_FOUND",
    "/nowhere,                      NOT_FOUND",
    "/defect,                       SERVER_ERROR",
  })
  void aPathOrQueryNobodyShouldSend(String target, Refusal refusal) throws IOException {
    isRefused("GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", refusal);
  }

  @Test
  void aDefectIsTheOnlyServerError() throws IOException {
    server.raw("GET /defect HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertThat(server.log.events(StepRefused.class)).hasSize(1);
  }

  @Test
  void aBodyInManyPiecesIsReadAndOneThatGoesOnIsRefused() throws IOException {
    var piece = "400\r\n" + "a".repeat(1024) + "\r\n";
    var head = post("/token", FORM, "Connection: close\r\nTransfer-Encoding: chunked");
    isRefused(head + piece.repeat(16) + "0\r\n\r\n", Refusal.GRANT_TYPE_MISSING);
    isRefused(head + piece.repeat(17) + "0\r\n\r\n", Refusal.BODY_TOO_LARGE);
  }

  @Test
  void aBodyThatIsAnnouncedTooLargeIsRefusedBeforeItComes() throws IOException {
    try (var socket = server.connect()) {
      var head = post("/register", "application/json", "Content-Length: 1000000000");
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      var answer = new byte[12];
      assertThat(socket.getInputStream().readNBytes(answer, 0, 12)).isEqualTo(12);
      assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
      assertThat(server.lastRefused().step()).isEqualTo(Step.REGISTRATION);
    }
  }

  @Test
  void aClientThatSendsOnAndOnIsCutOff() throws IOException {
    var closed = server.closed.get();
    try (var socket = server.connect()) {
      var head = post("/token", FORM, "Content-Length: 1000000000");
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      var flood = new byte[64 * 1024];
      for (var i = 0; i < 64; i++) {
        socket.getOutputStream().write(flood);
      }
    } catch (IOException e) {
      // The server has closed the connection while we were writing.
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> server.closed.get() > closed);
    assertThat(server.log.events(StepRefused.class))
        .extracting(StepRefused::refusal)
        .containsExactly(Refusal.BODY_TOO_LARGE);
  }

  @Test
  void aBodyThatBreaksOffIsMalformed() throws IOException {
    try (var socket = server.connect()) {
      var head = post("/token", FORM, "Content-Length: 100") + "a=";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> server.log.events(StepRefused.class).size() == 1);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.REQUEST_MALFORMED);
  }

  @Test
  void moreParametersThanAnyRequestHasAreMalformed() throws IOException {
    var body = "a&".repeat(65);
    var length = "Connection: close\r\nContent-Length: " + body.length();
    isRefused(post("/token", FORM, length) + body, Refusal.REQUEST_MALFORMED);
  }
}
