package dev.ninestep.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.FlowViewed;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.ViewedThrough;
import dev.ninestep.projection.Database;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.trace.Crowd;
import dev.ninestep.trace.Doorkeeper.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What goes by, over HTTP.
@ExtendWith(Database.Fresh.class)
class LiveTailTest {

  private static final ClientId CURSOR = new ClientId("cursor");
  private static final ClientId CLAUDE = new ClientId("claude");
  private static final String FEED = "/support/api/tail";

  private final Crowd crowd = new Crowd(5);

  @Test
  void everyEventIsSentInTheOrderOfItsFlow(Database database) {
    try (var server = new ConsoleServer(database);
        var tail = server.listen(FEED, "")) {
      assertThat(tail.next().name()).isEqualTo("begin");
      server.goesBy(crowd.flow(CURSOR, server.began, Optional.empty()).subList(0, 6));

      assertThat(tail.nextEvent()).isEqualTo("authorization-requested.v1");
      assertThat(tail.nextEvent()).isEqualTo("user-signed-in.v1");
      assertThat(tail.nextEvent()).isEqualTo("consent-shown.v1");
      assertThat(tail.nextEvent()).isEqualTo("consent-granted.v1");
      assertThat(tail.nextEvent()).isEqualTo("code-presented.v1");
      var last = tail.next().data();
      assertThat(last.getString("event")).isEqualTo("tokens-issued.v1");
      assertThat(last.getString("client_id")).isEqualTo(CURSOR.value());
      assertThat(last.getString("step")).isEqualTo("5");
      assertThat(last.getString("text")).isEqualTo("tokens issued, generation 1");
    }
  }

  @Test
  void onlyWhatFitsIsSent(Database database) {
    try (var server = new ConsoleServer(database);
        var ofClient = server.listen(FEED + "?client_id=cursor", "");
        var ofStep = server.listen(FEED + "?step=5", "");
        var refused = server.listen(FEED + "?refusal=CODE_EXPIRED", "")) {
      ofClient.next();
      ofStep.next();
      refused.next();
      var at = server.began.plusSeconds(60);
      var failure = new Crowd.Failure(Refusal.CODE_EXPIRED, at, true);
      server.goesBy(crowd.flow(CLAUDE, server.began, Optional.of(failure)));
      server.goesBy(crowd.flow(CURSOR, server.began, Optional.empty()).subList(0, 6));

      assertThat(ofClient.next().data().getString("client_id")).isEqualTo(CURSOR.value());
      assertThat(refused.next().data().getString("refusal")).isEqualTo("code-expired");
      assertThat(List.of(ofStep.nextEvent(), ofStep.nextEvent(), ofStep.nextEvent()))
          .containsExactlyInAnyOrder("step-refused.v1", "code-presented.v1", "tokens-issued.v1");
    }
  }

  @Test
  void anEventThatNamesNoClientGoesWithItsFlow(Database database) {
    try (var server = new ConsoleServer(database);
        var tail = server.listen(FEED + "?client_id=cursor", "")) {
      tail.next();
      var flow = new ArrayList<>(crowd.flow(CURSOR, server.began, Optional.empty()).subList(4, 5));
      flow.add(
          ConsoleServer.nameless(
              flow.getFirst(),
              new DeliveryFailed(new AttemptId(1), DeliveryFailure.CONNECTION_CLOSED)));
      server.goesBy(flow);

      assertThat(tail.nextEvent()).isEqualTo("code-presented.v1");
      assertThat(tail.nextEvent()).isEqualTo("delivery-failed.v1");
    }
  }

  @Test
  void whoComesAgainGoesOnBehindTheLastEvent(Database database) {
    try (var server = new ConsoleServer(database)) {
      var facts = crowd.flow(CURSOR, server.began, Optional.empty()).subList(0, 4);
      Listener.Heard first;
      try (var tail = server.listen(FEED, "")) {
        tail.next();
        server.goesBy(facts.subList(0, 2));
        first = tail.next();
        assertThat(tail.nextEvent()).isEqualTo("user-signed-in.v1");
      }
      server.goesBy(facts.subList(2, 4));
      try (var again = server.listen(FEED, first.id())) {
        assertThat(again.next().name()).isEqualTo("begin");
        assertThat(again.nextEvent()).isEqualTo("user-signed-in.v1");
        assertThat(again.nextEvent()).isEqualTo("consent-shown.v1");
        assertThat(again.nextEvent()).isEqualTo("consent-granted.v1");
      }
    }
  }

  @Test
  void itIsOverWhenWhoeverWatchesHasSignedOut(Database database) {
    try (var server = new ConsoleServer(database);
        var tail = server.listen(FEED, "")) {
      assertThat(tail.next().name()).isEqualTo("begin");
      server.verdict = new Verdict.Unknown();
      var over = tail.next();
      assertThat(over.name()).isEqualTo("over");
      assertThat(over.data().getString("why")).isEqualTo("signed out");
      assertThat(tail.next().name()).isEqualTo("end");
    }
  }

  /// (AD-09)
  @Test
  void anAccountHasFourAtOnceAndASeatThatIsLeftCanBeTaken(Database database) {
    try (var server = new ConsoleServer(database);
        var first = server.listen(FEED, "");
        var second = server.listen(FEED, "");
        var third = server.listen(FEED, "")) {
      first.next();
      second.next();
      third.next();
      try (var fourth = server.listen(FEED, "")) {
        fourth.next();
        assertThat(server.get(FEED).statusCode()).isEqualTo(429);
      }
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> {
            try (var again = server.listen(FEED, "")) {
              assertThat(again.next().name()).isEqualTo("begin");
            }
          });
    }
  }

  @Test
  void watchingIsWrittenDown(Database database) {
    try (var server = new ConsoleServer(database);
        var tail = server.listen(FEED + "?flow=" + "0".repeat(31) + "1", "")) {
      tail.next();
      assertThat(server.views())
          .containsExactly(
              new FlowViewed(
                  ConsoleServer.AGENT,
                  ViewedThrough.TAIL,
                  Optional.of(new dev.ninestep.protocol.FlowId(0, 1))));
    }
  }

  @Test
  void aFilterThatCannotBeReadIsNamed(Database database) {
    try (var server = new ConsoleServer(database)) {
      var answer = server.get(FEED + "?step=9");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("step: not one of");
      var page = server.get("/support/tail?account=anna");
      assertThat(page.statusCode()).isEqualTo(400);
      assertThat(page.body()).contains("account: not an account", "value=\"anna\"");
    }
  }
}
