package dev.ninestep.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.AddressBlock;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whose word is taken for who calls; the peer is always 127.0.0.1.
class TrustedProxiesTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @AfterAll
  static void close() {
    VERTX.close();
  }

  private static TrustedProxies trusting(String blocks) {
    return new TrustedProxies(
        Arrays.stream(blocks.split(" "))
            .map(block -> AddressBlock.parse(block).orElseThrow())
            .collect(Collectors.toSet()));
  }

  private static String caller(TrustedProxies proxies, String... headers) throws Exception {
    var server =
        VERTX
            .createHttpServer()
            .requestHandler(request -> request.response().end(proxies.caller(request)))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    try {
      return send(server, headers);
    } finally {
      server.close();
    }
  }

  private static String send(HttpServer server, String... headers)
      throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + server.actualPort());
    return HTTP.send(HttpRequest.newBuilder(uri).headers(headers).build(), BodyHandlers.ofString())
        .body();
  }

  // REG-24
  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.9", "127.0.0.1", "", "10.0.0.1, 203.0.113.9"})
  void whoeverIsNotTrustedIsTheCallerWhateverItSays(String said) throws Exception {
    assertThat(caller(TrustedProxies.NONE, "X-Forwarded-For", said)).isEqualTo("127.0.0.1");
    assertThat(caller(trusting("10.0.0.0/8"), "X-Forwarded-For", said)).isEqualTo("127.0.0.1");
    assertThat(caller(trusting("10.0.0.0/8"), "Forwarded", "for=" + said)).isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9|203.0.113.9",
        "198.51.100.1, 203.0.113.9|203.0.113.9",
        "198.51.100.1, 203.0.113.9, 10.0.0.7|203.0.113.9",
        "203.0.113.9, 10.0.0.7, 10.0.0.8|203.0.113.9",
        "10.0.0.6, 10.0.0.7|10.0.0.6",
        "203.0.113.9:4711|203.0.113.9",
        "[2001:db8::1]:4711|2001:db8::1",
        "2001:db8::1|2001:db8::1",
        "unknown|unknown",
        "203.0.113.9, unknown, 10.0.0.7|unknown"
      })
  void theLastOneWhoIsNotTrustedIsTheCaller(String said, String caller) throws Exception {
    var proxies = trusting("127.0.0.0/8 10.0.0.0/8");
    assertThat(caller(proxies, "X-Forwarded-For", said)).isEqualTo(caller);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "for=203.0.113.9|203.0.113.9",
        "For=\"[2001:db8::1]:4711\";proto=https|2001:db8::1",
        "for=198.51.100.1, for=203.0.113.9;by=10.0.0.7, for=10.0.0.7|203.0.113.9",
        "proto=https|hidden"
      })
  void theStandardHeaderIsReadAlike(String said, String caller) throws Exception {
    assertThat(caller(trusting("127.0.0.1 10.0.0.0/8"), "Forwarded", said)).isEqualTo(caller);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "host", "fd00::/129"})
  void whatIsNoBlockIsNotRead(String text) {
    assertThat(AddressBlock.parse(text)).isEmpty();
  }
}
