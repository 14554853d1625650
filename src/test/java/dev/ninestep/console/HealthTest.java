package dev.ninestep.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Fact;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Repeated;
import dev.ninestep.event.StepRefused;
import dev.ninestep.projection.Database;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.trace.Crowd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// How connecting goes, before a real index; it is two hours after it all began.
@ExtendWith(Database.Fresh.class)
class HealthTest {

  private static final ClientId CURSOR = new ClientId("cursor");
  private static final ClientId CLAUDE = new ClientId("claude");

  private final Crowd crowd = new Crowd(7);

  private List<Fact> flows(ClientId client, Instant at, int connected, int refused) {
    var facts = new ArrayList<Fact>();
    for (var i = 0; i < connected; i++) {
      facts.addAll(crowd.flow(client, at, Optional.empty()));
    }
    var failure = new Crowd.Failure(Refusal.CODE_EXPIRED, at.plusSeconds(40), true);
    for (var i = 0; i < refused; i++) {
      facts.addAll(crowd.flow(client, at, Optional.of(failure)));
    }
    return facts;
  }

  private static String text(String page) {
    return page.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }

  @Test
  void theLastHourIsCountedByMinuteClientAndRefusal(Database database) {
    try (var server = new ConsoleServer(database)) {
      var halfAnHourAgo = server.began.plus(Duration.ofMinutes(90));
      var facts = flows(CURSOR, halfAnHourAgo, 3, 1);
      facts.addAll(flows(CLAUDE, halfAnHourAgo.plusSeconds(300), 1, 0));
      facts.addAll(flows(CLAUDE, server.began, 5, 5));
      server.happens(facts);

      var page = server.get("/support/health").body();

      assertThat(text(page))
          .contains("Came to tokens 80 %", "Flows 5 ", "Completed so far 4 ")
          .contains("cursor 4 75 %", "claude 1 100 %")
          .contains("code-expired " + Refusal.CODE_EXPIRED.description() + " 1 1");
      assertThat(Pattern.compile("UTC: (\\d+) began, (\\d+) completed").matcher(page).results())
          .extracting(bar -> bar.group(1) + " of which " + bar.group(2))
          .contains("4 of which 3", "1 of which 1")
          .filteredOn(bar -> !bar.equals("0 of which 0"))
          .hasSize(2);
    }
  }

  /// The same, refused so often that it was counted.
  private static Fact flooded(Fact fact) {
    return fact.event() instanceof StepRefused e
        ? new Fact(
            fact.id(),
            fact.key(),
            fact.source(),
            fact.time(),
            fact.flow(),
            fact.request(),
            fact.client(),
            fact.traceparent(),
            new StepRefused(
                e.step(),
                e.refusal(),
                e.client(),
                e.evidence(),
                e.caller(),
                Optional.of(new Repeated(9_990, fact.time(), fact.time().plusSeconds(50)))))
        : fact;
  }

  // EV-10
  @Test
  void aFloodCountsAsOftenAsItWasThoughItIsOneRecord(Database database) {
    try (var server = new ConsoleServer(database)) {
      var halfAnHourAgo = server.began.plus(Duration.ofMinutes(90));
      var facts = flows(CURSOR, halfAnHourAgo, 0, 1);
      var flood = flows(CURSOR, halfAnHourAgo, 0, 1).stream().map(HealthTest::flooded).toList();
      facts.addAll(flood);
      server.happens(facts);

      assertThat(text(server.get("/support/health").body()))
          .contains("code-expired " + Refusal.CODE_EXPIRED.description() + " 9991 2");
      assertThat(text(server.get("/support/flows/" + flood.getFirst().flow()).body()))
          .contains("9990 times");
    }
  }

  @Test
  void aFlowThatHasJustBegunIsNoFailureYet(Database database) {
    try (var server = new ConsoleServer(database)) {
      var justNow = server.began.plus(Duration.ofMinutes(119));
      server.happens(crowd.flow(CURSOR, justNow, Optional.empty()).subList(0, 2));

      assertThat(text(server.get("/support/health").body()))
          .contains("Came to tokens – ", "Flows 1 ", "cursor 1 not yet", "Nothing was refused.");
    }
  }

  @Test
  void thatSomebodyLookedIsNotCounted(Database database) {
    try (var server = new ConsoleServer(database)) {
      var facts = flows(CURSOR, server.began.plus(Duration.ofMinutes(90)), 1, 0);
      server.happens(facts);
      var before = text(server.get("/support/health").body());
      for (var i = 0; i < 3; i++) {
        server.get("/support/flows/" + facts.getFirst().flow());
      }
      server.projectWhatItWrote();

      assertThat(text(server.get("/support/health").body())).isEqualTo(before);
    }
  }
}
