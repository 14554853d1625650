package dev.ninestep.log;

import static dev.ninestep.log.TestPods.await;
import static dev.ninestep.log.TestPods.fact;
import static dev.ninestep.log.TestPods.flow;
import static dev.ninestep.log.TestPods.refresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Topic;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Ledger;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.FlowId;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The tail reads, and then stands still in front of a gate.
class StandstillTest {

  private final Vertx vertx = Vertx.vertx();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final Ledger ledger = new Ledger(16);

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
  }

  private KafkaFlowLog<Aggregate> open(Duration budget) {
    return TestPods.open(vertx, TestPods.settings(budget), ledger, this::fold);
  }

  private Aggregate fold(Logged logged) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return ledger.apply(logged);
  }

  @Test
  void aPresentationWithoutAnAnswerIsFollowedInTheLogByItsFailure() throws Exception {
    var presentation = fact(flow(), refresh(9, 1));
    try (var log = open(Duration.ofMillis(300))) {
      assertThat(await(log.ask(presentation, (after, _) -> after)))
          .isEqualTo(new Answer.Unsettled<>());
      gate.countDown();
    }
    assertThat(eventsOf(presentation, 2))
        .containsExactly(
            presentation.event(),
            new DeliveryFailed(new AttemptId(9), DeliveryFailure.DEADLINE_PASSED));
  }

  @Test
  void aBarrierThatIsNotPassedInTimeSaysSo() throws Exception {
    var unread = fact(flow(), refresh(9, 1));
    try (var log = open(Duration.ofMillis(300))) {
      log.tell(unread);
      assertThat(eventsOf(unread, 1)).hasSize(1);
      assertThat(await(log.barrier(unread.key()))).isFalse();
      gate.countDown();
      Awaitility.await().until(() -> await(log.barrier(unread.key())));
    }
  }

  @Test
  void whoWaitsWhenThePodStopsIsAnsweredAtOnce() throws Exception {
    var log = open(Duration.ofMinutes(1));
    var presentation = fact(flow(), refresh(9, 1));
    var answer = log.ask(presentation, (after, _) -> after);
    Thread.ofVirtual().start(log::close);
    assertThat(await(answer)).isEqualTo(new Answer.Unsettled<>());
    gate.countDown();
    assertThat(eventsOf(presentation, 2)).last().isInstanceOf(DeliveryFailed.class);
  }

  @Test
  void aPodThatHasReadNothingKnowsNothing() {
    var settings = TestPods.settings();
    SingleAppend.to(settings, Topics.prepare(settings), List.of(fact(flow(), refresh(9, 1))));
    try (var log = open(Duration.ofMillis(300))) {
      assertThat(log.staleness()).isGreaterThan(Duration.ofDays(365));
      assertThat(log.caughtUp().isComplete()).isFalse();
      gate.countDown();
    }
  }

  /// What a projection reads of a fact's flow, once it has read so many.
  private static List<Event> eventsOf(Fact fact, int count) {
    var events = new ArrayList<Event>();
    var topics = Topics.prepare(TestPods.settings());
    try (var reader = new KafkaLogReader(TestPods.settings(), topics)) {
      var from = new HashMap<Partition, Long>();
      topics.of(Topic.FLOW).forEach(partition -> from.put(partition, 0L));
      reader.assign(from);
      Awaitility.await()
          .until(() -> {
            for (var logged : reader.poll(Duration.ofMillis(200))) {
              if (logged instanceof Logged.Known known && isOf(known.fact(), fact.flow())) {
                events.add(known.fact().event());
              }
            }
            return events.size() >= count;
          });
    }
    return events;
  }

  private static boolean isOf(Fact fact, FlowId flow) {
    return fact.flow().equals(flow);
  }
}
