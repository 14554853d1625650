package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a list of origins is configured, pages of others are turned away. GW-15.
class OriginTest {

  private final Harness harness =
      new Harness(
          request -> request.response().end("up"),
          TestSettings.allowing("https://claude.ai", "http://localhost:6274"));

  @AfterEach
  void close() {
    harness.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, https://evil.example",
    "POST, https://claude.ai.evil.example",
    "POST, http://claude.ai",
    "DELETE, null",
    "OPTIONS, https://evil.example"
  })
  void aPageOfAnotherOriginIsTurnedAwayWhateverItsToken(String method, String origin) {
    var answer = send(method, "Origin: " + origin);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(answer.header("WWW-Authenticate")).isEmpty();
    assertThat(harness.facts.events(CallRefused.class))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.refusal()).isEqualTo(Refusal.ORIGIN_NOT_ALLOWED);
          assertThat(event.evidence().asked()).contains(origin);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"Origin: https://claude.ai", "Origin: http://localhost:6274", "X: none"})
  void aPageOnTheListAndWhatIsNoPageAreLetIn(String header) {
    var answer = send("POST", header);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).containsExactly("*");
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example, http://evil.example, 403",
    "evil.example:8080, http://evil.example:8080, 403",
    "internal:8080, https://claude.ai, 200",
    "127.0.0.1:8080, http://127.0.0.1:8080, 200",
    "localhost:8080, http://localhost:8080, 200"
  })
  void whereAnyOriginMayCallAPageThatTakesUsForItsOwnHostIsTurnedAway(
      String host, String origin, int status) {
    try (var open = new Harness(request -> request.response().end("up"))) {
      var answer =
          RawHttp.exchange(
              open.port(),
              "GET /mcp HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                  .formatted(host, origin, open.token()));
      assertThat(answer.status()).isEqualTo(status);
    }
  }

  private RawHttp.Answer send(String method, String header) {
    return RawHttp.send(
        harness.port(), method + " /mcp", "Authorization: Bearer " + harness.token(), header);
  }
}
