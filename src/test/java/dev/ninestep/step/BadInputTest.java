package dev.ninestep.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.protocol.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  // The tables reach every refusal of steps 1 to 5, and every refusal that any step may meet.
  @Test
  void everyRefusalOfTheseStepsIsReached() {
    var reached =
        Stream.of(
                RegistrationRefusalsTest.cases(),
                AuthorizationRefusalsTest.cases(),
                ConsentRefusalsTest.cases(),
                TokenRefusalsTest.cases())
            .flatMap(cases -> cases)
            .map(RefusalCase::refusal)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Refusal.class)));
    // Reached by the tests above and in MetadataTest and TokenDeliveryTest.
    reached.addAll(Set.of(Refusal.NOT_FOUND, Refusal.SERVER_ERROR, Refusal.LOG_UNAVAILABLE));
    // Reached in RegistrationTest and RegistrationManagementTest.
    reached.addAll(
        Set.of(
            Refusal.REGISTRATIONS_TOO_MANY,
            Refusal.REGISTRATION_TOKEN_WRONG,
            Refusal.REGISTRATION_OF_ANOTHER));
    // Reached in ClientCredentialsTest.
    reached.addAll(
        Set.of(
            Refusal.GRANT_TYPE_NOT_REGISTERED,
            Refusal.RESOURCE_NOT_PROTECTED,
            Refusal.SCOPE_NOT_FOR_CLIENTS));
    // Reached in DocumentedClientTest and ClientDocumentsTest.
    reached.addAll(
        Set.of(
            Refusal.CLIENT_DOCUMENT_UNREACHABLE,
            Refusal.CLIENT_DOCUMENT_NOT_SERVED,
            Refusal.CLIENT_DOCUMENT_MALFORMED,
            Refusal.CLIENT_DOCUMENT_OF_ANOTHER,
            Refusal.CLIENT_DOCUMENT_SECRET,
            Refusal.CLIENT_DOCUMENTS_BUSY));
    // Reached in PrivateKeyJwtTest and ThrottleTest.
    reached.addAll(
        Set.of(
            Refusal.CLIENT_ASSERTION_WRONG,
            Refusal.CLIENT_ASSERTION_WRONG_AUDIENCE,
            Refusal.CLIENT_ASSERTION_NOT_NOW,
            Refusal.CLIENT_ASSERTION_REPLAYED,
            Refusal.TOKEN_REQUESTS_TOO_MANY));
    // Reached in IdentityAssertionTest.
    reached.addAll(
        Set.of(
            Refusal.IDENTITY_ASSERTION_MISSING,
            Refusal.IDENTITY_ASSERTION_WRONG,
            Refusal.IDENTITY_ASSERTION_WRONG_AUDIENCE,
            Refusal.IDENTITY_ASSERTION_OF_ANOTHER_CLIENT,
            Refusal.IDENTITY_ASSERTION_NOT_NOW,
            Refusal.IDENTITY_ASSERTION_REPLAYED,
            Refusal.IDENTITY_CLIENT_NOT_TRUSTED,
            Refusal.IDENTITY_SCOPE_NOT_ALLOWED,
            Refusal.IDENTITY_KEYS_UNAVAILABLE));
    // Those of the sign-in page and of the HTTP server belong to others.
    var others =
        Set.of(
            Refusal.SIGN_IN_FAILED,
            Refusal.SIGN_IN_FORGED,
            Refusal.SIGN_IN_BUSY,
            Refusal.ACCOUNTS_UNAVAILABLE,
            Refusal.URI_TOO_LONG);
    var steps =
        EnumSet.of(
            Step.REGISTRATION,
            Step.METADATA,
            Step.AUTHORIZATION,
            Step.CONSENT,
            Step.TOKEN,
            Step.REFRESH);
    var ours =
        Arrays.stream(Refusal.values())
            .filter(refusal -> steps.contains(refusal.step()) && !others.contains(refusal));
    assertThat(reached).containsAll(ours.toList());
  }
}
