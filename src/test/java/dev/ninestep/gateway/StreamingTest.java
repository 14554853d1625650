package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninestep.event.CallRefused;
import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.protocol.RequestId;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Bodies pass as streams, and whoever leaves is let go.
class StreamingTest {

  private static final String OPEN_STREAM =
      "GET /mcp HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nAuthorization: Bearer ";

  private final CompletableFuture<HttpServerResponse> stream = new CompletableFuture<>();
  private final CompletableFuture<Void> upstreamLetGo = new CompletableFuture<>();
  private final List<String> parts = new CopyOnWriteArrayList<>();
  private Optional<Harness> harness = Optional.empty();

  @AfterEach
  void close() {
    harness.ifPresent(Harness::close);
  }

  private Harness gateway(UnaryOperator<GatewaySettings> change) {
    harness = Optional.of(new Harness(this::hold, change));
    return harness.orElseThrow();
  }

  /// An upstream that takes what comes and answers only when the test says so.
  private void hold(HttpServerRequest request) {
    request.handler(part -> parts.add(part.toString()));
    request.exceptionHandler(_ -> upstreamLetGo.complete(null));
    request.response().closeHandler(_ -> upstreamLetGo.complete(null));
    request.response().exceptionHandler(_ -> upstreamLetGo.complete(null));
    stream.complete(request.response());
  }

  @Test
  void eachEventArrivesBeforeTheUpstreamSendsTheNext() throws Exception {
    var gateway = gateway(UnaryOperator.identity());
    var answer = open(gateway, gateway.token());
    write(": open\n\n");
    try (var events = reader(answer.join().body())) {
      assertThat(events.readLine()).isEqualTo(": open");
      assertThat(events.readLine()).isEmpty();
      for (var i = 0; i < 5; i++) {
        stream.join().write("data: " + i + "\n\n");
        assertThat(events.readLine()).isEqualTo("data: " + i);
        assertThat(events.readLine()).isEmpty();
      }
      stream.join().end();
      assertThat(events.readLine()).isNull();
    }
  }

  @Test
  void theHeadOfAStreamArrivesBeforeItsFirstEvent() throws Exception {
    var gateway = gateway(UnaryOperator.identity());
    var answer = open(gateway, gateway.token());
    var response = stream.get(20, TimeUnit.SECONDS);
    response.setChunked(true).putHeader("Content-Type", "text/event-stream").writeHead().await();
    assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    response.end();
    assertThat(answer.join().body().readAllBytes()).isEmpty();
  }

  @Test
  void aBodyThatTurnsOutTooLargeAfterTheAnswerBeganCutsTheAnswer() throws Exception {
    var gateway = gateway(TestSettings.longestBody(8));
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      send(socket, post(gateway.token(), "Transfer-Encoding: chunked") + "8\r\n12345678\r\n");
      write("data: 1\n\n");
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      send(socket, "1\r\n9\r\n0\r\n\r\n");
      var rest = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(rest).startsWith("TTP/1.1 200").doesNotContain("413").doesNotEndWith("0\r\n\r\n");
    }
    upstreamLetGo.get(20, TimeUnit.SECONDS);
    refusedWith(gateway, Refusal.BODY_TOO_LARGE);
  }

  @Test
  void aRequestBodyArrivesWhileTheClientIsStillSending() throws Exception {
    var gateway = gateway(UnaryOperator.identity());
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      send(socket, post(gateway.token(), "Transfer-Encoding: chunked") + "3\r\none\r\n");
      Awaitility.await().untilAsserted(() -> assertThat(parts).containsExactly("one"));
      send(socket, "3\r\ntwo\r\n0\r\n\r\n");
      Awaitility.await().untilAsserted(() -> assertThat(parts).containsExactly("one", "two"));
    }
  }

  /// GW-29.
  @Test
  void aClientThatLeavesIsLetGoUpstream() throws Exception {
    var gateway = gateway(UnaryOperator.identity());
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      send(socket, OPEN_STREAM + gateway.token() + "\r\n\r\n");
      write(": open\n\n");
      assertThat(socket.getInputStream().read()).isEqualTo('H');
    }
    upstreamLetGo.get(20, TimeUnit.SECONDS);
  }

  @Test
  void aClientThatLeavesBeforeTheAnswerBeganIsLetGoUpstream() throws Exception {
    var gateway = gateway(UnaryOperator.identity());
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      send(socket, OPEN_STREAM + gateway.token() + "\r\n\r\n");
      stream.get(20, TimeUnit.SECONDS);
    }
    upstreamLetGo.get(20, TimeUnit.SECONDS);
  }

  @Test
  void anAnswerThatBreaksOffIsNotTakenForAWholeOne() throws Exception {
    var gateway = gateway(UnaryOperator.identity());
    var answer = open(gateway, gateway.token());
    write("data: 1\n\n");
    try (var events = reader(answer.join().body())) {
      assertThat(events.readLine()).isEqualTo("data: 1");
      assertThat(events.readLine()).isEmpty();
      stream.join().reset();
      assertThatThrownBy(events::readLine).isInstanceOf(IOException.class);
    }
  }

  /// GW-27.
  @Test
  void anUpstreamThatDoesNotAnswerInTimeIsLetGo() throws Exception {
    var gateway = gateway(TestSettings.headTimeout(Duration.ofMillis(100)));
    var answer = gateway.send(gateway.request("", gateway.token()).GET());
    assertThat(answer.statusCode()).isEqualTo(504);
    upstreamLetGo.get(20, TimeUnit.SECONDS);
    refusedWith(gateway, Refusal.UPSTREAM_TIMEOUT);
  }

  /// GW-22.
  @Test
  void anOpenStreamEndsWithItsGrant() throws Exception {
    var gateway = gateway(UnaryOperator.identity());
    var token = gateway.granted();
    var answer = open(gateway, gateway.tokens.sign(token));
    write("data: 1\n\n");
    try (var events = reader(answer.join().body())) {
      assertThat(events.readLine()).isEqualTo("data: 1");
      assertThat(events.readLine()).isEmpty();
      gateway.facts.tell(
          gateway.facts.seal(
              new Key.OfFlow(token.flow()),
              token.flow(),
              new RequestId(0, 0),
              Optional.empty(),
              Optional.empty(),
              new GrantRevoked(RevokedBy.USER, Optional.empty(), Optional.of(Harness.ACCOUNT))));
      assertThatThrownBy(events::readLine).isInstanceOf(IOException.class);
    }
    upstreamLetGo.get(20, TimeUnit.SECONDS);
    refusedWith(gateway, Refusal.TOKEN_REVOKED);
  }

  @Test
  void anOpenStreamOutlivesItsToken() throws Exception {
    var gateway = gateway(UnaryOperator.identity());
    var answer = open(gateway, gateway.token());
    write("data: 1\n\n");
    try (var events = reader(answer.join().body())) {
      assertThat(events.readLine()).isEqualTo("data: 1");
      gateway.facts.pass(Duration.ofHours(2));
      Awaitility.await()
          .pollDelay(Duration.ofMillis(1_200))
          .untilAsserted(() -> assertThat(upstreamLetGo).isNotDone());
      stream.join().end("data: 2\n\n");
      assertThat(events.lines()).containsExactly("", "data: 2", "");
    }
  }

  @Test
  void aBodyThatAnnouncesToBeTooLargeNeverReachesTheUpstream() {
    var gateway = gateway(TestSettings.longestBody(8));
    var answer =
        gateway.send(
            gateway.request("", gateway.token()).POST(BodyPublishers.ofString("nine byte")));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(stream).isNotDone();
    refusedWith(gateway, Refusal.BODY_TOO_LARGE);
  }

  @Test
  void aBodyThatTurnsOutTooLargeIsCutOff() throws Exception {
    var gateway = gateway(TestSettings.longestBody(8));
    var answer =
        RawHttp.exchange(
            gateway.port(),
            post(gateway.token(), "Transfer-Encoding: chunked", "Connection: close")
                + "8\r\n12345678\r\n1\r\n9\r\n0\r\n\r\n");
    assertThat(answer.status()).isEqualTo(413);
    upstreamLetGo.get(20, TimeUnit.SECONDS);
    assertThat(String.join("", parts)).isEqualTo("12345678");
    refusedWith(gateway, Refusal.BODY_TOO_LARGE);
  }

  @Test
  void theNextRequestOnAConnectionIsServedAfterOneThatWasRefusedUnread() throws Exception {
    var gateway = gateway(TestSettings.longestBody(8));
    var twice =
        post("nonsense", "Content-Length: 9")
            + "nine byte"
            + post("nonsense", "Content-Length: 0", "Connection: close");
    assertThat(RawHttp.exchange(gateway.port(), twice).body()).contains("HTTP/1.1 401");
  }

  @Test
  void aClientThatAsksFirstIsToldToSendItsBody() throws Exception {
    var gateway = gateway(UnaryOperator.identity());
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      send(socket, post(gateway.token(), "Content-Length: 3", "Expect: 100-continue"));
      var answer = reader(socket.getInputStream());
      assertThat(answer.readLine()).isEqualTo("HTTP/1.1 100 Continue");
      send(socket, "one");
      Awaitility.await().untilAsserted(() -> assertThat(parts).containsExactly("one"));
    }
  }

  private static CompletableFuture<HttpResponse<InputStream>> open(Harness gateway, String token) {
    return gateway.http.sendAsync(
        gateway.request("", token).header("Accept", "text/event-stream").build(),
        BodyHandlers.ofInputStream());
  }

  private void write(String event) {
    var response = stream.orTimeout(20, TimeUnit.SECONDS).join();
    response.setChunked(true).putHeader("Content-Type", "text/event-stream").write(event);
  }

  private static String post(String token, String... headers) {
    return "POST /mcp HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
        + token
        + "\r\n"
        + String.join("\r\n", headers)
        + "\r\n\r\n";
  }

  private static void send(Socket socket, String bytes) throws IOException {
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static BufferedReader reader(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  private static void refusedWith(Harness gateway, Refusal refusal) {
    assertThat(gateway.facts.events(CallRefused.class))
        .extracting(CallRefused::refusal)
        .containsExactly(refusal);
  }
}
