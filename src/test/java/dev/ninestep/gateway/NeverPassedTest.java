package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Refusal;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients would take for the gateway's own word, or could not follow, goes no further.
class NeverPassedTest {

  private final AtomicInteger calls = new AtomicInteger();
  private final Harness harness = new Harness(this::upstream);

  @AfterEach
  void close() {
    harness.close();
  }

  private void upstream(HttpServerRequest request) {
    calls.incrementAndGet();
    request
        .response()
        .setStatusCode(Integer.parseInt(request.getHeader("X-Status")))
        .putHeader("Location", "/up/?code=secret")
        .putHeader("WWW-Authenticate", "Bearer realm=\"upstream\"")
        .end("secret");
  }

  private void refusedWith(Refusal refusal) {
    assertThat(harness.facts.events(CallRefused.class))
        .extracting(CallRefused::refusal)
        .containsExactly(refusal);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void anUpstreamThatRefusesTheGatewayIsNoReasonToAuthorizeAgain(int status) {
    var answer =
        RawHttp.send(
            harness.port(),
            "GET /mcp",
            "Authorization: Bearer " + harness.token(),
            "X-Status: " + status);
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.header("WWW-Authenticate")).isEmpty();
    assertThat(answer.body()).doesNotContain("secret");
    refusedWith(Refusal.UPSTREAM_REFUSED_US);
  }

  /// A client that follows it loses its token on the way, or its body.
  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectOfTheUpstreamGoesNoFurther(int status) {
    var answer =
        RawHttp.send(
            harness.port(),
            "POST /mcp/",
            "Authorization: Bearer " + harness.token(),
            "X-Status: " + status);
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.header("Location")).isEmpty();
    refusedWith(Refusal.UPSTREAM_REDIRECTED);
    assertThat(harness.facts.events(CallRefused.class).getFirst().evidence().detail())
        .contains("it answered " + status + " to /up/");
  }

  @Test
  void aWebSocketIsRefusedAndNeverReachesTheUpstream() {
    var answer =
        RawHttp.send(
            harness.port(),
            "GET /mcp",
            "Authorization: Bearer " + harness.token(),
            "Upgrade: WebSocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(calls).hasValue(0);
    refusedWith(Refusal.REQUEST_MALFORMED);
  }
}
