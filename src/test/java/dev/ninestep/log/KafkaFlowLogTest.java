package dev.ninestep.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.embedded.DataDirectory;
import dev.ninestep.embedded.EmbeddedKafka;
import dev.ninestep.embedded.KafkaOptions;
import dev.ninestep.event.Caller;
import dev.ninestep.event.ConsentGranted;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.Topic;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Grant;
import dev.ninestep.fold.Ledger;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.RequestId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log on a real broker.
class KafkaFlowLogTest {

  private static final ClientId CLIENT = new ClientId("client");
  private static final Caller CALLER = new Caller("hash", "127.0.0.0/24", Optional.empty());
  private static final Envelopes ENVELOPES = new StampedEnvelopes("/pod/test", Clock.systemUTC());
  private static DataDirectory directory;
  private static EmbeddedKafka kafka;
  private static Vertx vertx;

  @BeforeAll
  static void start(@TempDir Path temporary) throws Exception {
    directory = DataDirectory.claim(temporary.resolve("kafka"));
    kafka = EmbeddedKafka.start(directory, KafkaOptions.defaults().forShortLife());
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    kafka.close();
    directory.close();
  }

  private static LogSettings settings() {
    return new LogSettings(kafka.bootstrapServers(), 3, 1, Duration.ofSeconds(5), Map.of());
  }

  private static KafkaFlowLog<Aggregate> open(Ledger ledger) {
    return new KafkaFlowLog<>(
        vertx,
        settings(),
        Topics.prepare(settings()),
        ENVELOPES,
        ledger::apply,
        ledger::nextOffset,
        _ -> {});
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private static FlowId flow() {
    return new FlowId(
        ThreadLocalRandom.current().nextLong(), ThreadLocalRandom.current().nextLong());
  }

  private static Fact fact(FlowId flow, Event event) {
    return ENVELOPES.seal(
        new Key.OfFlow(flow),
        flow,
        new RequestId(1, 2),
        Optional.of(CLIENT),
        Optional.empty(),
        event);
  }

  private static ConsentGranted consent() {
    return new ConsentGranted(
        new AttemptId(1),
        CLIENT,
        new AccountId(1, 2),
        new RedirectUri("https://client.example/cb"),
        Scope.of("mcp"),
        new ResourceUri("https://mcp.example/mcp"),
        Instant.ofEpochMilli(System.currentTimeMillis() + 600_000),
        Duration.ofMinutes(1),
        Duration.ofDays(30),
        Duration.ofDays(365));
  }

  private static RefreshPresented refresh(long attempt, int generation) {
    return new RefreshPresented(
        new AttemptId(attempt),
        CLIENT,
        generation,
        Instant.ofEpochMilli(System.currentTimeMillis() + 60_000),
        CALLER);
  }

  @Test
  void aFactIsAnsweredFromTheStateRightAfterIt() throws Exception {
    var log = open(new Ledger(16));
    await(log.caughtUp());
    var answer = await(log.ask(fact(flow(), consent()), (after, _) -> after));
    log.close();
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Settled.class,
            settled -> assertThat(settled.outcome()).isInstanceOf(Grant.CodeOutstanding.class));
  }

  @Test
  void ofParallelPresentationsThroughTwoPodsOneWins() throws Exception {
    var pods = List.of(open(new Ledger(16)), open(new Ledger(16)));
    var flow = flow();
    await(pods.getFirst().ask(fact(flow, consent()), (after, _) -> after));
    await(pods.getFirst().ask(fact(flow, refresh(100, 1)), (after, _) -> after));
    var answers = new ArrayList<Future<Answer<Boolean>>>();
    for (var i = 1; i <= 64; i++) {
      var attempt = new AttemptId(i);
      answers.add(
          pods.get(i % 2)
              .ask(
                  fact(flow, refresh(i, 2)),
                  (after, _) ->
                      after instanceof Grant.Active s && s.last().attempt().equals(attempt)));
    }
    var won = 0;
    for (var answer : answers) {
      won += await(answer).equals(new Answer.Settled<>(true)) ? 1 : 0;
    }
    pods.forEach(KafkaFlowLog::close);
    assertThat(won).isEqualTo(1);
  }

  @Test
  void aBarrierIsPassedOnceEverythingWrittenBeforeItIsRead() throws Exception {
    var writer = open(new Ledger(16));
    var ledger = new Ledger(16);
    var reader = open(ledger);
    await(reader.caughtUp());
    var flow = flow();
    await(writer.ask(fact(flow, consent()), (after, _) -> after));
    var passed = await(reader.barrier(new Key.OfFlow(flow)));
    var seen = ledger.grant(flow, reader.now());
    writer.close();
    reader.close();
    assertThat(passed).isTrue();
    assertThat(seen).isInstanceOf(Grant.CodeOutstanding.class);
  }

  @Test
  void aPodThatStartsReadsFromWhereItIsTold() throws Exception {
    var first = new Ledger(16);
    var log = open(first);
    var flow = flow();
    await(log.ask(fact(flow, consent()), (after, _) -> after));
    log.close();

    var second = new Ledger(16);
    first.grants().forEach(second::restore);
    for (var partition = 0; partition < 3; partition++) {
      second.restore(partition, first.nextOffset(partition));
    }
    var again = open(second);
    await(again.caughtUp());
    var answer = await(again.ask(fact(flow, refresh(7, 1)), (after, _) -> after));
    again.close();
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Settled.class,
            settled -> assertThat(settled.outcome()).isInstanceOf(Grant.Active.class));
  }

  @Test
  void anUnreadableRecordClosesItsOwnFlowAlone() throws Exception {
    var ledger = new Ledger(16);
    var log = open(ledger);
    var poisoned = flow();
    var healthy = flow();
    await(log.ask(fact(poisoned, consent()), (after, _) -> after));
    await(log.ask(fact(healthy, consent()), (after, _) -> after));
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var key = new Key.OfFlow(poisoned);
      var partition = Topics.prepare(settings()).partition(Topic.FLOW, key);
      producer
          .send(
              new ProducerRecord<>(
                  "ninestep.flow",
                  partition,
                  key.toString().getBytes(StandardCharsets.UTF_8),
                  "nonsense".getBytes(StandardCharsets.UTF_8)))
          .get();
    }
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(ledger.grant(poisoned, log.now())).isInstanceOf(Grant.Closed.class));
    var other = ledger.grant(healthy, log.now());
    log.close();
    assertThat(other).isInstanceOf(Grant.CodeOutstanding.class);
  }

  @Test
  void whatIsToldIsReadByAProjection() throws Exception {
    var log = open(new Ledger(16));
    var flow = flow();
    var fact = fact(flow, consent());
    log.tell(fact);
    log.close();
    var topics = Topics.prepare(settings());
    var read = new ArrayList<Logged>();
    try (var reader = new KafkaLogReader(settings(), topics)) {
      var from = new HashMap<Partition, Long>();
      topics.all().forEach(partition -> from.put(partition, 0L));
      reader.assign(from);
      Awaitility.await()
          .until(() -> {
            read.addAll(reader.poll(Duration.ofMillis(200)));
            return read.stream()
                .anyMatch(r -> r instanceof Logged.Known known && known.fact().equals(fact));
          });
    }
  }

  @Test
  void aTopicThatKeepsTheWritersTimeIsRefused() throws Exception {
    var name = LogSettings.name(Topic.FLOW);
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      Topics.prepare(settings());
      alter(admin, name, "CreateTime");
      Assertions.assertThatThrownBy(() -> Topics.prepare(settings()))
          .isInstanceOf(UnusableLogException.class)
          .hasMessage(
              "topic ninestep.flow: message.timestamp.type must be LogAppendTime, and is"
                  + " CreateTime");
      alter(admin, name, "LogAppendTime");
    }
  }

  private static void alter(Admin admin, String topic, String time) throws Exception {
    var resource =
        new org.apache.kafka.common.config.ConfigResource(
            org.apache.kafka.common.config.ConfigResource.Type.TOPIC, topic);
    var change =
        new org.apache.kafka.clients.admin.AlterConfigOp(
            new org.apache.kafka.clients.admin.ConfigEntry("message.timestamp.type", time),
            org.apache.kafka.clients.admin.AlterConfigOp.OpType.SET);
    admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
  }

  @Test
  void anOffsetTheLogDoesNotHoldIsRefused() {
    var topics = Topics.prepare(settings());
    Assertions.assertThatThrownBy(() ->
            new KafkaFlowLog<>(
                vertx,
                settings(),
                topics,
                ENVELOPES,
                new Ledger(16)::apply,
                _ -> 1_000_000,
                _ -> {}))
        .isInstanceOf(UnusableLogException.class)
        .hasMessageContaining("offset 1000000 is wanted, and the log holds 0 to ");
  }
}
