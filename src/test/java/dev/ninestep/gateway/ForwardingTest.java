package dev.ninestep.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.token.UpstreamCaller;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What passes the gateway, and what does not.
class ForwardingTest {

  /// What the upstream got to see of a request.
  private record Seen(String method, String target, MultiMap headers, String body) {}

  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final Harness harness = new Harness(this::upstream);

  @AfterEach
  void close() {
    harness.close();
  }

  private void upstream(HttpServerRequest request) {
    request
        .body()
        .onSuccess(body -> {
          seen.add(
              new Seen(
                  request.method().name(),
                  request.uri(),
                  MultiMap.caseInsensitiveMultiMap().addAll(request.headers()),
                  body.toString()));
          var status = request.getHeader("X-Status");
          request
              .response()
              .setStatusCode(status == null ? 200 : Integer.parseInt(status))
              .putHeader("Mcp-Session-Id", "s-1")
              .putHeader("Set-Cookie", "__Host-ninestep=forged; Path=/")
              .putHeader("Access-Control-Allow-Origin", "https://upstream.example")
              .putHeader("X-Correlation-ID", "upstream's own")
              .putHeader("Connection", "X-Hop")
              .putHeader("X-Hop", "1")
              .end("echo " + body);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /mcp, /up",
    "HEAD, /mcp, /up",
    "DELETE, /mcp, /up",
    "POST, /mcp/, /up",
    "GET, /mcp?a=b&c=%20d, /up?a=b&c=%20d",
    "POST, /mcp/tools/call, /up/tools/call",
    "GET, /mcp/a/?x, /up/a/?x",
    "GET, /mcp/%C3%BC, /up/%C3%BC"
  })
  void methodPathAndQueryReachTheUpstream(String method, String sent, String got) {
    var answer = RawHttp.send(harness.port(), method + " " + sent, bearer(harness.token()));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(seen).extracting(Seen::method).containsExactly(method);
    assertThat(seen).extracting(Seen::target).containsExactly(got);
  }

  /// GW-10.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/mcp//x",
        "/mcp/a//b",
        "/mcp/..;/admin",
        "/mcp/a;x=y",
        "/mcp/%2e%2e/admin",
        "/mcp/a%2Fb",
        "/mcp/a%5Cb",
        "/mcp/%252e%252e/admin",
        "/mcp/a%00",
        "/mcp/./a"
      })
  void aPathThatCanBeReadInTwoWaysIsNotForwarded(String path) {
    var answer = RawHttp.send(harness.port(), "GET " + path, bearer(harness.token()));
    assertThat(answer.status()).isIn(400, 404);
    assertThat(seen).isEmpty();
  }

  /// GW-09.
  @Test
  void theUpstreamSeesNoSecretOfTheClientAndNothingThatSpeaksInTheGatewaysName() {
    var token = harness.granted();
    RawHttp.send(
        harness.port(),
        "GET /mcp",
        bearer(harness.tokens.sign(token)),
        "Cookie: session=1",
        "X-Ninestep-Identity: forged",
        "X_Ninestep_Identity: forged",
        "x-ninestep_identity: forged",
        "X-Forwarded-For: 1.2.3.4",
        "X_Forwarded_User: admin",
        "Forwarded: for=1.2.3.4",
        "X-User-Id: 1",
        "X-Correlation-ID: mine",
        "Proxy-Authorization: Basic eDp5",
        "Keep-Alive: timeout=5",
        "X-Private: 1",
        "Connection: X-Private, X-Ninestep-Identity");
    var headers = seen.getFirst().headers();
    assertThat(headers.names())
        .extracting(String::toLowerCase)
        .containsExactlyInAnyOrder("host", "x-ninestep-identity", "x-correlation-id");
    assertThat(headers.getAll("X-Correlation-ID")).containsExactly(token.flow().toString());
    assertThat(
            harness.identity.verify(
                headers.get("X-Ninestep-Identity"), harness.upstreamUri(), Instant.now()))
        .contains(caller(token));
  }

  @Test
  void theHeadersOfTheProtocolPassBothWaysUnchanged() {
    var sent =
        Map.of(
            "Mcp-Method", "tools/call",
            "Mcp-Name", "=?base64?w7w=?=",
            "Mcp-Param-Region", "us-west1",
            "MCP-Protocol-Version", "2026-07-28",
            "Last-Event-ID", "41",
            "Accept", "application/json, text/event-stream");
    var answer =
        RawHttp.send(
            harness.port(),
            "GET /mcp",
            Stream.concat(
                    Stream.of(bearer(harness.token())),
                    sent.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()))
                .toArray(String[]::new));
    sent.forEach(
        (name, value) -> assertThat(seen.getFirst().headers().getAll(name)).containsExactly(value));
    assertThat(answer.body()).isEqualTo("echo ");
  }

  @Test
  void theClientSeesNothingOfTheUpstreamThatWouldActOnOurOrigin() {
    var token = harness.granted();
    var answer = RawHttp.send(harness.port(), "GET /mcp", bearer(harness.tokens.sign(token)));
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(answer.header("X-Hop")).isEmpty();
    assertThat(answer.header("Access-Control-Allow-Origin")).containsExactly("*");
    assertThat(answer.header("X-Correlation-ID")).containsExactly(token.flow().toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 400, 404, 405, 406, 415, 429, 500, 503})
  void statusAndBodyOfTheUpstreamPassUnchanged(int status) {
    var answer =
        harness.send(
            harness
                .request("", harness.token())
                .header("X-Status", String.valueOf(status))
                .POST(BodyPublishers.ofString("{\"id\":1}")));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo("echo {\"id\":1}");
  }

  @Test
  void anUpstreamThatIsNotThereIsABadGateway() {
    var token = harness.token();
    harness.stopUpstream();
    assertThat(RawHttp.send(harness.port(), "GET /mcp", bearer(token)).status()).isEqualTo(502);
    refusedWith(Refusal.UPSTREAM_UNREACHABLE);
  }

  @Test
  void aRepeatedTokenSendsTheSameIdentityHeader() {
    var token = harness.token();
    RawHttp.send(harness.port(), "GET /mcp", bearer(token));
    RawHttp.send(harness.port(), "GET /mcp", bearer(token));
    assertThat(seen).hasSize(2);
    assertThat(seen.get(0).headers().get("X-Ninestep-Identity"))
        .isEqualTo(seen.get(1).headers().get("X-Ninestep-Identity"));
  }

  /// HTTP/2 announces neither length nor encoding.
  @Test
  void aBodyOfHttp2ReachesTheUpstreamWithoutALength() {
    var token = harness.token();
    try (var http2 = HttpClient.newHttpClient()) {
      for (var body : List.of("first", "second")) {
        var answer =
            http2
                .sendAsync(
                    harness
                        .request("", token)
                        .POST(
                            BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(body.getBytes(UTF_8))))
                        .build(),
                    BodyHandlers.ofString())
                .join();
        assertThat(answer.body()).isEqualTo("echo " + body);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      }
    }
  }

  /// GW-26.
  @Test
  void aRequestThatIsFramedInTwoWaysIsRefused() {
    var answer =
        RawHttp.exchange(
            harness.port(),
            "POST /mcp HTTP/1.1\r\nHost: x\r\n"
                + bearer(harness.token())
                + "\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                + "GET /mcp/admin HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("HTTP/1.1");
    assertThat(seen).isEmpty();
  }

  /// GW-19.
  @Test
  void answersOfParallelCallsReachWhoeverAsked() {
    var tokens = List.of(harness.token(), harness.token(), harness.token());
    var answers = new ConcurrentHashMap<Integer, String>();
    IntStream.range(0, 300)
        .mapToObj(i ->
            harness
                .http
                .sendAsync(
                    harness
                        .request("", tokens.get(i % 3))
                        .POST(BodyPublishers.ofString("" + i))
                        .build(),
                    BodyHandlers.ofString())
                .thenAccept(answer -> answers.put(i, answer.body())))
        .toList()
        .forEach(CompletableFuture::join);
    assertThat(answers).hasSize(300);
    answers.forEach((i, body) -> assertThat(body).isEqualTo("echo " + i));
  }

  private static String bearer(String token) {
    return "Authorization: Bearer " + token;
  }

  private static UpstreamCaller caller(AccessToken token) {
    return new UpstreamCaller(token.account(), token.client(), token.scope(), token.flow());
  }

  private void refusedWith(Refusal refusal) {
    assertThat(harness.facts.events(CallRefused.class))
        .extracting(CallRefused::refusal)
        .containsExactly(refusal);
  }
}
