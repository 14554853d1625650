package dev.ninestep.log;

import static dev.ninestep.log.TestPods.await;
import static dev.ninestep.log.TestPods.consent;
import static dev.ninestep.log.TestPods.fact;
import static dev.ninestep.log.TestPods.flow;
import static dev.ninestep.log.TestPods.open;
import static dev.ninestep.log.TestPods.refresh;
import static dev.ninestep.log.TestPods.settings;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.event.Topic;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Grant;
import dev.ninestep.fold.Ledger;
import dev.ninestep.protocol.AttemptId;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The log on a real broker.
class KafkaFlowLogTest {

  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws Exception {
    await(vertx.close());
  }

  @Test
  void aFactIsAnsweredFromTheStateRightAfterIt() throws Exception {
    try (var log = open(vertx, new Ledger(16))) {
      await(log.caughtUp());
      var answer = await(log.ask(fact(flow(), consent()), (after, _) -> after.getClass()));
      assertThat(answer).isEqualTo(new Answer.Settled<>(Grant.CodeOutstanding.class));
    }
  }

  @Test
  void anAnswerComesOnTheContextThatAsked() throws Exception {
    try (var log = open(vertx, new Ledger(16))) {
      var context = vertx.getOrCreateContext();
      var same = Promise.<Boolean>promise();
      context.runOnContext(_ ->
          log.ask(fact(flow(), consent()), (_, _) -> "seen")
              .onComplete(_ -> same.complete(context.equals(Vertx.currentContext()))));
      assertThat(await(same.future())).isTrue();
    }
  }

  @Test
  void anOutcomeThatThrowsFailsItsOwnQuestionAlone() throws Exception {
    try (var log = open(vertx, new Ledger(16))) {
      var defect = new IllegalStateException("a defect");
      Future<Answer<String>> failed =
          log.ask(
              fact(flow(), consent()),
              (_, _) -> {
                throw defect;
              });
      assertThatThrownBy(() -> await(failed)).hasCause(defect);
      assertThat(await(log.ask(fact(flow(), consent()), (_, _) -> "seen")))
          .isEqualTo(new Answer.Settled<>("seen"));
    }
  }

  @Test
  void ofParallelPresentationsThroughTwoPodsOneWins() throws Exception {
    try (var one = open(vertx, new Ledger(16));
        var other = open(vertx, new Ledger(16))) {
      var flow = flow();
      await(one.ask(fact(flow, consent()), (after, _) -> after));
      await(one.ask(fact(flow, refresh(100, 1)), (after, _) -> after));
      var answers = new ArrayList<Future<Answer<Boolean>>>();
      for (var i = 1; i <= 64; i++) {
        var attempt = new AttemptId(i);
        answers.add(
            (i % 2 == 0 ? one : other)
                .ask(fact(flow, refresh(i, 2)), (after, _) -> isWonBy(attempt, after)));
      }
      var won = 0;
      for (var answer : answers) {
        won += await(answer).equals(new Answer.Settled<>(true)) ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    }
  }

  private static boolean isWonBy(AttemptId attempt, Aggregate after) {
    return after instanceof Grant.Active s && s.last().attempt().equals(attempt);
  }

  @Test
  void factsOfAKeyAreFoldedInTheOrderInWhichTheyWereAsked() throws Exception {
    var seen = new ArrayList<AttemptId>();
    var ledger = new Ledger(16);
    var flow = flow();
    try (var log =
        open(
            vertx,
            settings(),
            ledger,
            logged -> {
              if (logged instanceof Logged.Known known
                  && known.fact().flow().equals(flow)
                  && known.fact().event() instanceof RefreshPresented e) {
                seen.add(e.attempt());
              }
              return ledger.apply(logged);
            })) {
      var asked = new ArrayList<AttemptId>();
      var answers = new ArrayList<Future<Answer<String>>>();
      for (var i = 1; i <= 500; i++) {
        asked.add(new AttemptId(i));
        answers.add(log.ask(fact(flow, refresh(i, 1)), (_, _) -> "seen"));
      }
      await(Future.all(answers));
      assertThat(seen).isEqualTo(asked);
    }
  }

  @Test
  void aBarrierIsPassedOnceEverythingWrittenBeforeItIsRead() throws Exception {
    var ledger = new Ledger(16);
    try (var writer = open(vertx, new Ledger(16));
        var reader = open(vertx, ledger)) {
      await(reader.caughtUp());
      var flow = flow();
      await(writer.ask(fact(flow, consent()), (after, _) -> after));
      assertThat(await(reader.barrier(new Key.OfFlow(flow)))).isTrue();
      assertThat(ledger.grant(flow, reader.now())).isInstanceOf(Grant.CodeOutstanding.class);
    }
  }

  @Test
  void aPodThatReadsKnowsThatItsKnowledgeIsFresh() {
    try (var log = open(vertx, new Ledger(16))) {
      Awaitility.await()
          .untilAsserted(() -> assertThat(log.staleness()).isLessThan(Duration.ofHours(1)));
    }
  }

  @Test
  void howLongARevocationTookIsMeasuredByEveryPodThatReadsIt() throws Exception {
    var registry = new SimpleMeterRegistry();
    Metrics.addRegistry(registry);
    try (var log = open(vertx, new Ledger(16))) {
      await(log.caughtUp());
      var revoked = new GrantRevoked(RevokedBy.USER, Optional.empty(), Optional.empty());
      await(log.ask(fact(flow(), revoked), (after, _) -> after));
      Awaitility.await()
          .untilAsserted(
              () -> assertThat(registry.get("ninestep.revocation").timer().count()).isEqualTo(1));
    } finally {
      Metrics.removeRegistry(registry);
    }
  }

  @Test
  void aPodThatStartsReadsFromWhereItIsTold() throws Exception {
    var first = new Ledger(16);
    var flow = flow();
    try (var log = open(vertx, first)) {
      await(log.ask(fact(flow, consent()), (after, _) -> after));
    }
    var second = new Ledger(16);
    first.grants().forEach(second::restore);
    for (var partition : Topics.prepare(settings()).of(Topic.FLOW)) {
      second.restore(partition.number(), first.nextOffset(partition.number()));
    }
    try (var again = open(vertx, second)) {
      await(again.caughtUp());
      var answer = await(again.ask(fact(flow, refresh(7, 1)), (after, _) -> after.getClass()));
      assertThat(answer).isEqualTo(new Answer.Settled<>(Grant.Active.class));
    }
  }

  @Test
  void anUnreadableRecordClosesItsOwnFlowAlone() throws Exception {
    var ledger = new Ledger(16);
    try (var log = open(vertx, ledger)) {
      var poisoned = flow();
      var healthy = flow();
      await(log.ask(fact(poisoned, consent()), (after, _) -> after));
      await(log.ask(fact(healthy, consent()), (after, _) -> after));
      append(new Key.OfFlow(poisoned), "nonsense");
      Awaitility.await()
          .untilAsserted(
              () -> assertThat(ledger.grant(poisoned, log.now())).isInstanceOf(Grant.Closed.class));
      assertThat(ledger.grant(healthy, log.now())).isInstanceOf(Grant.CodeOutstanding.class);
    }
  }

  private static void append(Key key, String value) throws Exception {
    Map<String, Object> client = Map.of("bootstrap.servers", settings().bootstrapServers());
    try (var producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      var partition = Topics.prepare(settings()).partition(Topic.FLOW, key);
      producer
          .send(
              new ProducerRecord<>(
                  "ninestep.flow",
                  partition,
                  key.toString().getBytes(UTF_8),
                  value.getBytes(UTF_8)))
          .get();
    }
  }

  @Test
  void anOffsetTheLogDoesNotHoldIsRefused() {
    var topics = Topics.prepare(settings());
    assertThatThrownBy(() ->
            new KafkaFlowLog<>(
                vertx,
                settings(),
                topics,
                TestPods.ENVELOPES,
                new Ledger(16)::apply,
                _ -> 1_000_000,
                _ -> {}))
        .isInstanceOf(UnusableLogException.class)
        .hasMessageContaining("offset 1000000 is wanted, and the log holds 0 to ");
  }
}
