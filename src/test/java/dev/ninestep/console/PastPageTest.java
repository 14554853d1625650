package dev.ninestep.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Fact;
import dev.ninestep.event.FlowViewed;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.event.ViewedThrough;
import dev.ninestep.projection.Database;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.trace.Crowd;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The page of a flow as it stood at a point in the past.
@ExtendWith(Database.Fresh.class)
class PastPageTest {

  private static final ClientId CURSOR = new ClientId("n8sXq2Lr-Cursor-01");
  private static final Pattern AS_OF_HERE =
      Pattern.compile("href=\"([^\"]+)\" aria-label=\"as of here, ([^\"]+)\"");
  private static final String BANNER = "This is the past";

  /// A flow that is refused a minute after it began.
  private static List<Fact> refused(ConsoleServer server) {
    var failure = new Crowd.Failure(Refusal.CODE_EXPIRED, server.began.plusSeconds(60), true);
    var facts = new Crowd(4).flow(CURSOR, server.began, Optional.of(failure));
    server.happens(facts);
    return facts;
  }

  private static String path(List<Fact> facts) {
    return "/support/flows/" + facts.getFirst().flow();
  }

  private static String path(List<Fact> facts, String asOf) {
    return path(facts) + "?as_of=" + URLEncoder.encode(asOf, StandardCharsets.UTF_8);
  }

  @Test
  void atATimeBeforeItsRefusalNothingWasRefused(Database database) {
    try (var server = new ConsoleServer(database)) {
      var facts = refused(server);
      var then = server.began.plusSeconds(30).toString();
      var page = server.get(path(facts, then)).body();

      assertThat(page)
          .contains(BANNER, "as it stood then", "One later record is not told.")
          .contains("datetime=\"" + then + "\"", "value=\"" + then + "\"")
          .contains("Step 4, consent: done. Step 5, token: never came.")
          .contains("href=\"" + path(facts) + "\">Back to now")
          .doesNotContain("Refused at", "What went wrong")
          .as("nothing that would be sent to a customer by mistake")
          .doesNotContain("<textarea");
    }
  }

  @Test
  void thePresentIsNoPast(Database database) {
    try (var server = new ConsoleServer(database)) {
      var facts = refused(server);
      for (var path : List.of(path(facts), path(facts, ""), path(facts, "  "))) {
        assertThat(server.get(path).body())
            .contains("Refused at step 5", "<textarea", "<label for=\"as-of\">As it stood at")
            .doesNotContain(BANNER, "Back to now", "aria-current=\"true\"");
      }
    }
  }

  @Test
  void fromEachRecordTheFlowIsToldAsItStoodThen(Database database) {
    try (var server = new ConsoleServer(database)) {
      var facts = refused(server);
      var links = AS_OF_HERE.matcher(server.get(path(facts)).body()).results().toList();
      assertThat(links).hasSameSizeAs(facts);

      for (var i = 0; i < links.size(); i++) {
        var page = server.get(links.get(i).group(1)).body();
        var later = links.size() - 1 - i;
        assertThat(page)
            .contains(BANNER, "value=\"" + links.get(i).group(2) + "\"")
            .contains("<li class=\"here\" aria-current=\"true\">")
            .contains(
                switch (later) {
                  case 0 -> "No record came later.";
                  case 1 -> "One later record is not told.";
                  default -> later + " later records are not told.";
                });
        assertThat(page.split("<li class=\"later\"", -1)).hasSize(later + 1);
        assertThat(page.contains("Earlier record")).isEqualTo(i > 0);
        assertThat(page.contains("Later record")).isEqualTo(later > 0);
        if (later > 0) {
          assertThat(page).contains("href=\"" + links.get(i + 1).group(1) + "\">Later record");
        }
      }
    }
  }

  @Test
  void aPointOutsideTheFlowIsRefusedByNameAndAnotherCanBeGiven(Database database) {
    try (var server = new ConsoleServer(database)) {
      var facts = refused(server);
      for (var outside : List.of("2020-01-01T00:00:00Z", "CALLS/0@7", "2999-01-01")) {
        var answer = server.get(path(facts, outside));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
            .contains("role=\"alert\"", Refusal.AS_OF_OUTSIDE_FLOW.description())
            .contains("This flow began at " + facts.getFirst().time() + ", with ", " now.")
            .contains("/errors/as-of-outside-flow", Refusal.AS_OF_OUTSIDE_FLOW.fix())
            .contains("value=\"" + outside + "\"", "aria-invalid=\"true\"", "Back to now")
            .doesNotContain("Step by step", BANNER);
      }
      assertThat(server.written.events(StepRefused.class))
          .extracting(StepRefused::refusal)
          .containsExactly(
              Refusal.AS_OF_OUTSIDE_FLOW, Refusal.AS_OF_OUTSIDE_FLOW, Refusal.AS_OF_OUTSIDE_FLOW);
      assertThat(server.views()).as("nothing of it was seen").isEmpty();
    }
  }

  @Test
  void whatIsNoPointIsTextAndSaysWhatToWrite(Database database) {
    try (var server = new ConsoleServer(database)) {
      var answer = server.get(path(refused(server), "\"><script>alert(1)</script>"));
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body())
          .contains(Refusal.SEARCH_MALFORMED.description(), "Neither a time such as")
          .contains("value=\"&#34;>&lt;script>alert(1)&lt;/script>\"")
          .doesNotContain("\"><script>alert");
    }
  }

  @Test
  void aFlowThatNobodyKnowsHasNoPastEither(Database database) {
    try (var server = new ConsoleServer(database)) {
      var answer = server.get("/support/flows/" + "0".repeat(32) + "?as_of=2026-01-01");
      assertThat(answer.statusCode()).isEqualTo(404);
    }
  }

  /// (AD-03)
  @Test
  void whoeverLooksAtThePastIsWrittenDown(Database database) {
    try (var server = new ConsoleServer(database)) {
      var facts = refused(server);
      server.get(path(facts, server.began.toString()));
      assertThat(server.views())
          .containsExactly(
              new FlowViewed(
                  ConsoleServer.AGENT, ViewedThrough.PAGE, Optional.of(facts.getFirst().flow())));
    }
  }
}
