package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.ResourceChallenged;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Step 0: whoever comes without a token learns where to get one. GW-01.
class ChallengeTest {

  private static final String CHALLENGE =
      "Bearer resource_metadata=\"http://localhost:8080/.well-known/oauth-protected-resource/mcp\","
          + " scope=\"mcp\"";

  private final AtomicInteger calls = new AtomicInteger();
  private final Harness harness =
      new Harness(request -> {
        calls.incrementAndGet();
        request.response().end();
      });

  @AfterEach
  void close() {
    harness.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /mcp",
    "HEAD, /mcp",
    "POST, /mcp",
    "DELETE, /mcp",
    "PUT, /mcp",
    "HEAD, /mcp/tools",
    "POST, /mcp/tools/call",
    "GET, /mcp?oauth=initialize",
    "POST, /mcp?a=b&c=%zz",
    "GET, /mcp//x",
    "GET, /mcp/a;b=c"
  })
  void everyMethodOnTheMcpUrlAndBelowIsChallengedWithoutError(String method, String path) {
    var answer = RawHttp.send(harness.port(), method + " " + path);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).containsExactly(CHALLENGE);
    assertThat(answer.header("Cache-Control")).containsExactly("no-store");
    assertThat(answer.header("X-Correlation-ID")).singleElement().asString().hasSize(32);
    assertThat(answer.header("Access-Control-Allow-Origin")).containsExactly("*");
    assertThat(answer.header("Access-Control-Expose-Headers"))
        .containsExactly(
            "WWW-Authenticate, Mcp-Session-Id, MCP-Protocol-Version, Retry-After,"
                + " X-Correlation-ID, X-Balance-Low, Link");
    assertThat(answer.body()).doesNotContain("\"error\"");
    assertThat(harness.facts.events())
        .singleElement()
        .isInstanceOfSatisfying(
            ResourceChallenged.class, event -> assertThat(event.method()).isEqualTo(method));
    assertThat(calls).hasValue(0);
  }

  /// MET-09.
  @ParameterizedTest
  @ValueSource(strings = {"GET /mcp/", "POST /mcp/", "POST /mcp/?a=b&c=%zz"})
  void theUrlWithASlashIsLedToTheMetadataOfThatUrl(String request) {
    assertThat(RawHttp.send(harness.port(), request).header("WWW-Authenticate"))
        .containsExactly(CHALLENGE.replace("/mcp\"", "/mcp/\""));
  }

  @Test
  void theFactOfAChallengeHasTheCorrelationIdOfTheAnswer() {
    var answer = RawHttp.send(harness.port(), "GET /mcp");
    assertThat(harness.facts.facts())
        .singleElement()
        .satisfies(fact ->
            assertThat(answer.header("X-Correlation-ID")).containsExactly(fact.flow().toString()));
  }

  @Test
  void credentialsOfAnotherSchemeAreChallengedLikeNone() {
    var answer =
        RawHttp.send(harness.port(), "POST /mcp", "Authorization: Basic dXNlcjpwYXNzd29yZA==");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).containsExactly(CHALLENGE);
    assertThat(harness.facts.events(CallRefused.class))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.refusal()).isEqualTo(Refusal.TOKEN_MISSING);
          assertThat(event.evidence().asked()).contains("Basic");
        });
  }

  @Test
  void aPreflightIsAnsweredWithoutTokenAndNamesTheHeadersOfTheTool() {
    var answer =
        RawHttp.send(
            harness.port(),
            "OPTIONS /mcp",
            "Origin: http://localhost:6274",
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: authorization, mcp-param-region, x-evil");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Access-Control-Allow-Origin")).containsExactly("*");
    assertThat(answer.header("Access-Control-Allow-Methods"))
        .containsExactly("GET, HEAD, POST, DELETE, OPTIONS");
    assertThat(answer.header("Access-Control-Allow-Headers"))
        .containsExactly(
            "Authorization, DPoP, Content-Type, Accept, MCP-Protocol-Version, Mcp-Session-Id,"
                + " Mcp-Method, Mcp-Name, Last-Event-ID, traceparent, mcp-param-region");
    assertThat(calls).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/anything", "/a/b?c"})
  void aGatewayBeforeAWholeHostChallengesEveryPath(String path) {
    try (var whole = new Harness(request -> request.response().end(), TestSettings.mountedAt(""))) {
      assertThat(RawHttp.send(whole.port(), "GET " + path).status()).isEqualTo(401);
    }
  }

  @Test
  void aFloodOfChallengesIsCountedExactly() {
    for (var i = 0; i < 100; i++) {
      RawHttp.send(harness.port(), "GET /mcp");
    }
    var counted = harness.written(CallRefused.class).stream().mapToLong(CallRefused::count).sum();
    var shown = harness.facts.events(ResourceChallenged.class).size();
    assertThat(shown + counted).isEqualTo(100);
    assertThat(harness.facts.events(CallRefused.class))
        .extracting(CallRefused::refusal)
        .allMatch(Refusal.TOKEN_MISSING::equals);
  }
}
