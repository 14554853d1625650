package dev.ninestep.step;

import static dev.ninestep.step.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ninestep.event.CodePresented;
import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.TailLost;
import dev.ninestep.protocol.RefreshToken;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What becomes of tokens between the log's answer and the client.
class TokenDeliveryTest {

  private HeldLog held;
  private final TestServer server =
      new TestServer(log -> {
        held = new HeldLog(log);
        return held;
      });

  @AfterEach
  void stop() {
    server.close();
  }

  // RF-17: what is known to be lost is not reuse; the trace tells the rest apart.
  @Test
  void whatCouldNotBeDeliveredMayComeOnceMore() throws IOException {
    var client = TestClient.register(server);
    var redemption = client.redemption(client.code());
    sendAndHangUp(redemption);

    var failed = server.log.events(DeliveryFailed.class);
    var presented = server.log.events(CodePresented.class).getLast();
    assertThat(failed)
        .containsExactly(
            new DeliveryFailed(presented.attempt(), DeliveryFailure.CONNECTION_CLOSED));
    assertThat(server.issued(0)).isEmpty();

    var tokens = json(client.token(redemption));
    server.issued(1);
    var refresh = client.refresh(tokens.getString("refresh_token"));
    sendAndHangUp(refresh);
    assertThat(client.token(refresh).statusCode()).isEqualTo(200);
    assertThat(server.issued(2)).hasSize(2);
  }

  /// Sends a token request, hangs up before the log has answered, and waits for the report.
  private void sendAndHangUp(Map<String, String> form) throws IOException {
    var failures = server.log.events(DeliveryFailed.class).size();
    var closed = server.closed.get();
    held.hold();
    try (var socket = server.connect()) {
      socket.getOutputStream().write(request(form).getBytes(StandardCharsets.US_ASCII));
      await().atMost(Duration.ofSeconds(30)).until(() -> held.waiting() == 1);
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> server.closed.get() > closed);
    held.release();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> server.log.events(DeliveryFailed.class).size() > failures);
  }

  private static String request(Map<String, String> form) {
    var body = Form.encode(form);
    return "POST /token HTTP/1.1\r\nHost: auth.example\r\n"
        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  // TK-28
  @Test
  void noTokenLeavesWhenTheLogDoesNotAnswer() {
    var client = TestClient.register(server);
    var redemption = client.redemption(client.code());
    server.log.goDown();
    var refused = client.token(redemption);
    isUnavailable(refused);
    assertThat(json(refused).getString("error")).isEqualTo("temporarily_unavailable");
    assertThat(refused.body()).doesNotContain("access_token");

    server.log.comeUp();
    assertThat(client.token(redemption).statusCode()).isEqualTo(200);
  }

  @Test
  void noStepGoesOnWhenTheLogDoesNotAnswer() {
    var client = TestClient.register(server);
    var page = TestClient.location(client.authorize(client.authorization()));
    var form = client.allowing();
    server.log.goDown();
    isUnavailable(client.authorize(client.authorization()));
    isUnavailable(server.get(page, "Cookie", client.cookie()));
    isUnavailable(client.decide(form));
    isUnavailable(server.get("/authorize?client_id=nobody"));
    isUnavailable(client.token(Form.with(client.refresh("x"), "client_id", "nobody")));
  }

  private static void isUnavailable(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).contains("2");
    assertThat(response.headers().firstValue("Location")).isEmpty();
  }

  // TK-04, RF-04
  @Test
  void of64ParallelPresentationsOneWins() {
    var client = TestClient.register(server);
    var redemption = client.redemption(client.code());
    var tokens = onlyOneOf64(client, redemption, Refusal.CODE_REPLAYED);

    // The other 63 were replays, and revoked the grant.
    var refused = client.token(client.refresh(json(tokens).getString("refresh_token")));
    assertThat(json(refused).getString("error")).isEqualTo("invalid_grant");

    var refresh = client.refresh(client.refreshToken());
    onlyOneOf64(client, refresh, Refusal.REFRESH_TOKEN_REUSED);
  }

  private static HttpResponse<String> onlyOneOf64(
      TestClient client, Map<String, String> form, Refusal others) {
    var answers = IntStream.range(0, 64).parallel().mapToObj(_ -> client.token(form)).toList();
    var won = answers.stream().filter(answer -> answer.statusCode() == 200).toList();
    assertThat(won).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() != 200)
        .allSatisfy(answer -> assertThat(answer.body()).contains(others.description()));
    return won.getFirst();
  }

  // TK-03, TK-05
  @Test
  void aWrongVerifierNeitherSpendsACodeNorRevokesWhatItBought() {
    var client = TestClient.register(server);
    var redemption = client.redemption(client.code());
    var wrong = Form.with(redemption, "code_verifier", "a".repeat(43));
    assertThat(client.token(wrong).statusCode()).isEqualTo(400);
    var tokens = json(client.token(redemption));

    assertThat(client.token(wrong).statusCode()).isEqualTo(400);
    var refreshed = client.token(client.refresh(tokens.getString("refresh_token")));
    assertThat(refreshed.statusCode()).isEqualTo(200);
  }

  @Test
  void aRefreshTokenAheadOfTheLogIsServedAndAlarms() {
    var client = TestClient.register(server);
    var opened = server.sealed.openRefreshToken(client.refreshToken()).orElseThrow();
    var ahead =
        new RefreshToken(
            opened.flow(),
            opened.client(),
            opened.account(),
            opened.scope(),
            opened.resource(),
            opened.generation() + 2,
            opened.expiresAt());
    assertThat(client.token(client.refresh(server.sealed.seal(ahead))).statusCode()).isEqualTo(200);
    assertThat(server.log.events(TailLost.class)).containsExactly(new TailLost(3, 1));
    assertThat(server.issued(2).getLast().generation()).isEqualTo(4);
  }

  // REG-32
  @Test
  void aClientThatRegisteredWithAnotherPodIsKnownBehindTheBarrier() {
    var elsewhere = new TestServer();
    try {
      var client = TestClient.register(elsewhere);
      var registration = elsewhere.log.facts().getLast();
      held.beforeTheBarrier(() -> {
        if (server.log.facts().isEmpty()) {
          server.log.tell(registration);
        }
      });
      var here = TestClient.of(server, client.id());
      assertThat(here.consentPage().statusCode()).isEqualTo(200);
    } finally {
      elsewhere.close();
    }
  }

  @Test
  void nothingOfASecretIsToldToTheLog() {
    var client = TestClient.register(server);
    var form = client.allowing();
    var code = Form.query(TestClient.location(client.decide(form))).get("code");
    var tokens = json(client.token(client.redemption(code)));
    server.issued(1);
    var told = server.log.facts().toString();
    assertThat(told)
        .doesNotContain(
            code,
            form.get("nonce"),
            form.get("request"),
            TestClient.VERIFIER,
            tokens.getString("access_token"),
            tokens.getString("refresh_token"),
            Objects.requireNonNull(client.session().id()),
            "a state");
  }
}
