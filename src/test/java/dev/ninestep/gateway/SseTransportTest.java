package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The transport of 2024-11-05: a stream that begins by naming an address, and messages sent there.
class SseTransportTest {

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private volatile String address = "/messages?sessionId=abc&x=%20y";
  private volatile List<String> encodings = List.of();
  private final Harness harness = new Harness(this::upstream);

  @AfterEach
  void close() {
    harness.close();
  }

  private void upstream(HttpServerRequest request) {
    seen.add(request.method() + " " + request.uri());
    if (request.method().equals(HttpMethod.GET)) {
      request
          .response()
          .putHeader("Content-Type", "text/event-stream")
          .putHeader("Content-Encoding", encodings)
          .setChunked(true)
          .end("event: endpoint\r\ndata: " + address + "\r\n\r\ndata: 1\n\n");
    } else {
      request.response().setStatusCode(202).end();
    }
  }

  private RawHttp.Answer send(String target, String token) {
    return RawHttp.send(harness.port(), target, "Authorization: Bearer " + token);
  }

  private String endpoint(String token) {
    var stream = send("GET /mcp/sse", token);
    assertThat(stream.status()).isEqualTo(200);
    var lines = stream.body().lines().toList();
    var data = lines.indexOf("event: endpoint") + 1;
    assertThat(lines).contains("data: 1");
    return lines.get(data).substring("data: ".length());
  }

  @Test
  void messagesReachTheVeryAddressTheUpstreamNamed() {
    var token = harness.token();
    var endpoint = endpoint(token);
    assertThat(endpoint).startsWith("/mcp?").doesNotContain("abc");
    assertThat(send("POST " + endpoint, token).status()).isEqualTo(202);
    assertThat(seen).containsExactly("GET /up/sse", "POST " + address);
  }

  /// (GW-20)
  @Test
  void anAddressOfOneUserIsNoneWithTheTokenOfAnother() {
    var endpoint = endpoint(harness.token());
    assertThat(send("POST " + endpoint, harness.token()).status()).isEqualTo(404);
    assertThat(seen).hasSize(1);
    assertThat(harness.facts.events(CallRefused.class))
        .extracting(CallRefused::refusal)
        .containsExactly(Refusal.SESSION_UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "messages?s=1, /up/messages?s=1",
    "../a, /a",
    "/m, /m",
    "{upstream}/m?s=1, /up/m?s=1"
  })
  void anAddressMayBeRelativeOrWhole(String named, String meant) {
    address = named.replace("{upstream}", harness.upstreamUri().toString());
    var token = harness.token();
    send("POST " + endpoint(token), token);
    assertThat(seen.getLast()).isEqualTo("POST " + meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://elsewhere.example/m", "//elsewhere.example/m", "not an address"})
  void anAddressThatIsNotTheUpstreamsIsLeftAsItIs(String named) {
    address = named;
    assertThat(endpoint(harness.token())).isEqualTo(named);
  }

  @Test
  void nothingIsChangedInAStreamThatIsEncoded() {
    encodings = List.of("br");
    assertThat(endpoint(harness.token())).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event: endpoint\ndata: /m\n\ndata: 1\n\n",
        "event:endpoint\r\ndata:/m\r\n\r\n",
        "event: message\ndata: /m\n\n",
        ": open\n\nevent: endpoint\ndata: /m\n\n",
        "event: endpoint\nid: 1\ndata: /m\n\n",
        "event: endp",
        ""
      })
  void howAStreamIsCutIntoPartsMakesNoDifference(String stream) {
    var whole = passed(stream, stream.length());
    assertThat(whole)
        .isEqualTo(stream.replaceFirst("^(event: ?endpoint\\r?\\ndata: ?)/m", "$1/renamed"));
    for (var size = 1; size < stream.length(); size++) {
      assertThat(passed(stream, size)).isEqualTo(whole);
    }
  }

  private static String passed(String stream, int size) {
    var event = new EndpointEvent(_ -> "/renamed");
    var out = Buffer.buffer();
    for (var at = 0; at < stream.length(); at += size) {
      var part = stream.substring(at, Math.min(at + size, stream.length()));
      out.appendBuffer(event.take(Buffer.buffer(part)));
    }
    return out.appendBuffer(event.rest()).toString();
  }
}
