package dev.ninestep.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Fact;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A flow's reference is ours; what callers say of theirs is a link at most.
class OwnReferenceTest {

  private static final String SPAN = "-b7ad6b7169203331-01";

  private final TestServer server = new TestServer();
  private final String others = reference(server.get("/authorize?client_id=nobody"));

  @AfterEach
  void stop() {
    server.close();
  }

  private static String reference(HttpResponse<String> answer) {
    return answer.headers().firstValue("X-Correlation-ID").orElseThrow();
  }

  private List<Fact> ofTheOther() {
    return server.log.facts().stream().filter(f -> f.flow().toString().equals(others)).toList();
  }

  // EV-04
  @Test
  void nobodyWritesIntoTheFlowOfAnotherByNamingIt() {
    var traceparent = "00-" + others + SPAN;
    var answer =
        server.get(
            "/authorize?client_id=nobody&correlation_id=" + others,
            "X-Correlation-ID",
            others,
            "X-Request-ID",
            others,
            "traceparent",
            traceparent);
    assertThat(reference(answer)).isNotEqualTo(others);
    var told = server.log.facts().getLast();
    assertThat(told.flow()).hasToString(reference(answer));
    assertThat(told.traceparent()).as("a link").contains(traceparent);
    assertThat(ofTheOther()).hasSize(1);
  }

  // EV-04
  @Test
  void nobodyWritesIntoTheFlowOfAnotherByReadingOfIt() {
    server.get("/errors/client-unknown?ref=" + others);
    server.get("/consent?request=" + others);
    server.get("/errors/no-such-refusal?ref=" + others);
    assertThat(ofTheOther()).hasSize(1);
  }

  // EV-04
  @Test
  void aTraceThatIsNoneIsNotKept() {
    for (var forged : new String[] {"x", others, "00-" + others.toUpperCase(Locale.ROOT) + SPAN}) {
      server.get("/authorize?client_id=nobody", "traceparent", forged);
      assertThat(server.log.facts().getLast().traceparent()).isEmpty();
    }
  }

  // EV-04
  @Test
  void aReferenceIs128BitsThatNobodyChooses() {
    var references =
        IntStream.range(0, 50).mapToObj(_ -> reference(server.get("/nowhere"))).toList();
    assertThat(references).doesNotHaveDuplicates().allMatch(r -> r.matches("[0-9a-f]{32}"));
  }
}
