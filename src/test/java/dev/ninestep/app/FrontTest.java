package dev.ninestep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.app.configuration.Configuration.Http;
import dev.ninestep.event.Caller;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.exchange.Exchanges;
import dev.ninestep.exchange.Failures;
import dev.ninestep.exchange.Pages;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.exchange.TrustedProxies;
import dev.ninestep.log.VirtualFlowLog;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.token.Mint;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What HTTP itself refuses, byte by byte.
class FrontTest {

  private static final int PATIENCE_MILLIS = 30_000;

  private final Vertx vertx = Vertx.vertx();
  private final VirtualFlowLog log = new VirtualFlowLog();
  private int port;

  @BeforeEach
  void listen() throws Exception {
    var addresses = new ListenAddresses("127.0.0.1", List.of(InetAddress.getLoopbackAddress()));
    port = addresses.freePort();
    var http = new Http("127.0.0.1", port, "", Duration.ofSeconds(10), TrustedProxies.NONE);
    vertx
        .deployVerticle(new FrontVerticle(addresses, http, this::routes))
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  private Router routes(Vertx vertx) {
    var issuer = new Issuer("http://127.0.0.1:" + port);
    var mint = new Mint();
    var refusals = new Refusals(issuer, new Recorder<>(log, log), new Pages(issuer));
    var router = Router.router(vertx);
    var exchanges =
        new Exchanges(
            mint::flow, mint::request, _ -> new Caller("h", "127.0.0.0/24", Optional.empty()));
    new Failures(refusals, exchanges).mount(router);
    router.route().handler(exchanges);
    var health = new Health();
    health.started(List.of(), List.of());
    health.mount(router);
    return router;
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /{17000} HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n | 414 | URI_TOO_LONG",
        "GET / HTTP/1.1\\r\\nHost: h\\r\\nX: {17000}\\r\\n\\r\\n | 431 | HEADERS_TOO_LARGE",
        "GET / HTTP/1.1\\r\\nHost: h\\r\\nX{nul}: 1\\r\\n\\r\\n | 400 | REQUEST_MALFORMED",
        "POST / HTTP/1.1\\r\\nHost: h\\r\\nContent-Length: x\\r\\n\\r\\n | 400 | REQUEST_MALFORMED",
        "GET /%zz HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n | 400 | REQUEST_MALFORMED",
        "GET nowhere HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n | 404 | NOT_FOUND",
        "OPTIONS * HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n | 404 | NOT_FOUND",
        "GET / HTTP/1.1\\r\\n\\r\\n | 400 | REQUEST_MALFORMED",
        "GET /nowhere HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n | 404 | NOT_FOUND",
        "DELETE /health/live HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n | 405 | METHOD_NOT_ALLOWED",
      })
  void whatHttpRefusesIsNamedAndRecorded(String request, int status, Refusal refusal)
      throws Exception {
    var answer = send(request);
    assertThat(answer)
        .matches("(?s)HTTP/1\\.[01] " + status + " .*")
        .containsIgnoringCase("X-Correlation-ID: ");
    assertThat(log.events(StepRefused.class))
        .extracting(StepRefused::refusal)
        .containsExactly(refusal);
  }

  /// (AZ-30)
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /authorize?state={17000} HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n | 414 | URI_TOO_LONG",
        "GET / HTTP/1.1\\r\\nHost: h\\r\\nCookie: {17000}\\r\\n\\r\\n | 431 | HEADERS_TOO_LARGE",
      })
  void whatIsTooLongIsAnsweredRecordedAndEndsTheConnection(
      String request, int status, Refusal refusal) throws Exception {
    try (var socket = open(request)) {
      assertThat(received(socket)).matches("(?s)HTTP/1\\.[01] " + status + " .*");
    }
    assertThat(log.events(StepRefused.class))
        .extracting(StepRefused::refusal)
        .containsExactly(refusal);
  }

  @Test
  void healthLeavesNoEvent() throws Exception {
    assertThat(send("GET /health/ready HTTP/1.1\\r\\nHost: h\\r\\n\\r\\n"))
        .startsWith("HTTP/1.1 200")
        .endsWith("{\"ok\":true}");
    assertThat(log.events()).isEmpty();
  }

  /// Sends a request as the last of its connection, and reads until the server closes.
  private String send(String escaped) throws IOException {
    try (var socket = open(escaped)) {
      socket.shutdownOutput();
      return received(socket);
    }
  }

  /// Reads until the server closes.
  private static String received(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /// Sends escaped bytes, with `{n}` for n letters.
  private Socket open(String escaped) throws IOException {
    var text =
        Pattern.compile("\\{(\\d+)}")
            .matcher(escaped.translateEscapes().replace("{nul}", "\0"))
            .replaceAll(found -> "a".repeat(Integer.parseInt(found.group(1))));
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }
}
