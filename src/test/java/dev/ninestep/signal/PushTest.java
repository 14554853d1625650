package dev.ninestep.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.signal.ReceivingServer.Reply;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a receiver's answers mean.
class PushTest {

  private static final String TOKEN = "aaaa.bbbb.cccc";

  private final ReceivingServer server = new ReceivingServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private static Push.Answer send(URI endpoint, Optional<String> authorization) {
    var receiver =
        new Receiver("files", endpoint, "https://files.example", authorization, Set.of());
    try (var push = new Push(receiver)) {
      return push.send(TOKEN);
    }
  }

  private Push.Answer answered(Reply reply) {
    server.reply(_ -> reply);
    return send(server.uri(), Optional.empty());
  }

  @Test
  void itIsSentAsTheStandardHasIt() {
    assertThat(send(server.uri(), Optional.of("Bearer abc"))).isEqualTo(new Push.Answer.Accepted());
    var received = server.received().getFirst();
    assertThat(received.token()).isEqualTo(TOKEN);
    assertThat(received.headers().apply("Content-type")).contains("application/secevent+jwt");
    assertThat(received.headers().apply("Accept")).contains("application/json");
    assertThat(received.headers().apply("Authorization")).contains("Bearer abc");
  }

  @Test
  void aReceiverThatAsksForNothingIsToldNoSecret() {
    assertThat(send(server.uri(), Optional.empty())).isEqualTo(new Push.Answer.Accepted());
    assertThat(server.received().getFirst().headers().apply("Authorization")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 302, 401, 403, 404, 429, 500, 503})
  void whateverIsNot202ComesAgain(int status) {
    assertThat(answered(Reply.status(status)))
        .isEqualTo(new Push.Answer.Later("status " + status, Optional.empty()));
  }

  @Test
  void aRedirectIsNotFollowed() {
    answered(new Reply(307, Map.of("Location", server.uri().toString()), ""));
    assertThat(server.received()).hasSize(1);
  }

  @Test
  void itIsSaidWhenToComeAgain() {
    assertThat(answered(new Reply(429, Map.of("Retry-After", "7"), "")))
        .isEqualTo(new Push.Answer.Later("status 429", Optional.of(Duration.ofSeconds(7))));
    var inAnHour =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.now().plusSeconds(3_600).atOffset(ZoneOffset.UTC));
    assertThat(answered(new Reply(503, Map.of("Retry-After", inAnHour), "")))
        .isInstanceOfSatisfying(
            Push.Answer.Later.class,
            later ->
                assertThat(later.after().orElseThrow())
                    .isBetween(Duration.ofMinutes(50), Duration.ofHours(1)));
    assertThat(answered(new Reply(503, Map.of("Retry-After", "soon"), "")))
        .isEqualTo(new Push.Answer.Later("status 503", Optional.empty()));
  }

  @Test
  void anErrorOfTheEventItselfIsFinal() {
    assertThat(answered(Reply.error("invalid_request", "no sub_id\\u0007")))
        .isEqualTo(new Push.Answer.Refused("invalid_request", "no sub_id\uFFFD"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "authentication_failed",
        "access_denied",
        "invalid_key",
        "invalid_issuer",
        "invalid_audience"
      })
  void anErrorThatSomebodyCanMendIsNot(String error) {
    assertThat(answered(Reply.error(error, "no")))
        .isEqualTo(new Push.Answer.Later(error + ": no", Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bad Request", "{}", "{\"err\": 7}", "[\"err\"]", "null"})
  void a400OfSomethingInBetweenIsNeither(String body) {
    assertThat(answered(new Reply(400, Map.of(), body)))
        .isEqualTo(new Push.Answer.Later("status 400 without an error", Optional.empty()));
  }

  @Test
  void anEndlessAnswerIsNotRead() {
    assertThat(answered(new Reply(400, Map.of(), "x".repeat(100_000))))
        .isInstanceOf(Push.Answer.Later.class);
  }

  @Test
  void whoIsAwayIsToldLater() {
    var gone = server.uri();
    server.close();
    assertThat(send(gone, Optional.of("Bearer abc")))
        .isInstanceOfSatisfying(
            Push.Answer.Later.class,
            later -> assertThat(later.why()).contains("ConnectException").doesNotContain("abc"));
  }
}
