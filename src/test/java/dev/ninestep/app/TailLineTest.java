package dev.ninestep.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What `ninestep tail` reads, and what it prints of it.
class TailLineTest {

  private static final JsonObject REFUSED =
      new JsonObject()
          .put("at", "2026-11-22T08:54:26.735Z")
          .put("step", "5")
          .put("flow", "aae7c21bb00cbd8b0cc64447b009406e")
          .put("client_id", "VqpBV1FC-YkAlrneoDvnjA")
          .put("refusal", "code-expired")
          .put("text", "It came too late.");

  @Test
  void anEventIsOneLine() {
    assertThat(new TailLine(new Colors(false)).of(REFUSED))
        .isEqualTo(
            "08:54:26.735  5   aae7c21b  VqpBV1FC-YkAlrneoDv…  ✗ code-expired  It came too late.");
  }

  @Test
  void aTerminalIsPaintedAndAFileIsNot() {
    assertThat(new TailLine(new Colors(true)).of(REFUSED)).contains("\u001B[1;31m✗ code-expired");
    assertThat(Colors.of(Colors.When.NEVER).bad("x")).isEqualTo("x");
    assertThat(Colors.of(Colors.When.ALWAYS).bad("x")).isEqualTo("\u001B[1;31mx\u001B[0m");
  }

  /// (AD-04)
  @Test
  void whatAClientWroteDoesNotMoveTheCursor() {
    var hostile = REFUSED.copy().put("text", "a\u001B[2J\u202Eb\r\nc").put("client_id", "\u0007x");
    assertThat(new TailLine(new Colors(false)).of(hostile))
        .doesNotContain("\u001B", "\u202E", "\r", "\n", "\u0007")
        .contains("a\uFFFD[2J\uFFFDb\uFFFD\uFFFDc");
  }

  @Test
  void aStreamIsReadEventByEventAndRemembersWhereItWas() throws IOException {
    var body =
        """
        retry: 1000
        event: begin
        id: 0.0;1
        data: {}

        : a comment
        data: {"a":
        data: 1}

        id: 5.0;1

        """;
    var bytes = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    try (var events = new ServerSentEvents(bytes, Optional.of("before"))) {
      assertThat(events.lastId()).contains("before");
      assertThat(events.next()).contains(new ServerSentEvent("begin", "{}"));
      assertThat(events.lastId()).contains("0.0;1");
      assertThat(events.next()).contains(new ServerSentEvent("message", "{\"a\":\n1}"));
      assertThat(events.next()).isEmpty();
      assertThat(events.lastId()).contains("5.0;1");
    }
  }
}
