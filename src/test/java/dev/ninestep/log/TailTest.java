package dev.ninestep.log;

import static dev.ninestep.log.TestFacts.NOON;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninestep.event.Fact;
import dev.ninestep.event.Logged;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.event.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The tail on a consumer that hands out what a test puts into it.
class TailTest {

  private static final TopicPartition PLACE = new TopicPartition("ninestep.flow", 0);
  private static final Topics TOPICS = new Topics(Map.of(Topic.FLOW, 1, Topic.CALLS, 1));

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final BlockingQueue<Logged> folded = new LinkedBlockingQueue<>();
  private final BlockingQueue<Instant> lately = new LinkedBlockingQueue<>();
  private final CompletableFuture<RuntimeException> unusable = new CompletableFuture<>();
  private Optional<Tail> tail = Optional.empty();

  private Tail start(long from, long end, Consumer<Logged> fold) {
    consumer.updateBeginningOffsets(Map.of(PLACE, 0L));
    consumer.updateEndOffsets(Map.of(PLACE, end));
    var started =
        new Tail(
            consumer,
            new Decoder(new LogMeters(new SimpleMeterRegistry())),
            TOPICS.of(Topic.FLOW),
            _ -> from,
            new Tail.Listener(fold, lately::add, () -> {}, unusable::complete));
    tail = Optional.of(started);
    return started;
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (tail.isPresent()) {
      tail.get().close();
    }
  }

  private void append(Fact fact, long offset) {
    consumer.schedulePollTask(() -> consumer.addRecord(record(fact, offset)));
  }

  private static ConsumerRecord<byte[], byte[]> record(Fact fact, long offset) {
    var written = TOPICS.record(fact);
    return new ConsumerRecord<>(
        written.topic(),
        0,
        offset,
        NOON.plusSeconds(offset).toEpochMilli(),
        TimestampType.LOG_APPEND_TIME,
        written.key().length,
        written.value().length,
        written.key(),
        written.value(),
        written.headers(),
        Optional.empty());
  }

  private Logged next() throws InterruptedException {
    return folded.poll(20, SECONDS);
  }

  @Test
  void whatWasReplayedSaysNothingAboutNow() throws Exception {
    var started = start(0, 2, folded::add);
    append(TestFacts.presentation(1), 0);
    append(TestFacts.presentation(2), 1);
    assertThat(next().at()).isEqualTo(NOON);
    assertThat(next().at()).isEqualTo(NOON.plusSeconds(1));
    started.caughtUp().toCompletableFuture().get(20, SECONDS);
    assertThat(lately).isEmpty();

    append(TestFacts.presentation(3), 2);
    assertThat(next().at()).isEqualTo(NOON.plusSeconds(2));
    assertThat(lately).containsExactly(NOON.plusSeconds(2));
  }

  @Test
  void whatWasOnlyToldBeforeTheTailBeganIsPassedOver() throws Exception {
    var started = start(0, 2, folded::add);
    var told = new MetadataServed("jwks", "/jwks", TestFacts.CALLER);
    append(TestFacts.about(1, told), 0);
    append(TestFacts.about(1, told), 1);
    started.caughtUp().toCompletableFuture().get(20, SECONDS);
    assertThat(folded).isEmpty();
    assertThat(started.position(0)).isEqualTo(2);

    append(TestFacts.about(1, told), 2);
    assertThat(next().position().offset()).isEqualTo(2);
  }

  @Test
  void largeBatchesAreFoldedInOrderThoughTheNextIsFetchedMeanwhile() throws Exception {
    var size = 600;
    var batches = 4;
    var started = start(0, (long) size * batches, folded::add);
    for (var batch = 0; batch < batches; batch++) {
      var first = (long) batch * size;
      consumer.schedulePollTask(() ->
          LongStream.range(first, first + size)
              .mapToObj(i -> record(TestFacts.presentation(i), i))
              .forEach(consumer::addRecord));
    }
    started.caughtUp().toCompletableFuture().get(20, SECONDS);
    assertThat(folded.stream().map(logged -> logged.position().offset()))
        .containsExactlyElementsOf(LongStream.range(0, (long) size * batches).boxed().toList());
    assertThat(lately).isEmpty();
    assertThat(started.position(0)).isEqualTo((long) size * batches);
  }

  @Test
  void itHasCaughtUpAtOnceWhenNothingIsNew() throws Exception {
    var started = start(5, 5, folded::add);
    started.caughtUp().toCompletableFuture().get(20, SECONDS);
    assertThat(started.position(0)).isEqualTo(5);
  }

  @Test
  void aBrokerInTroubleIsAskedAgain() throws Exception {
    consumer.setPollException(new KafkaException("not now"));
    start(0, 0, folded::add);
    append(TestFacts.presentation(1), 0);
    assertThat(next()).isInstanceOf(Logged.Known.class);
    assertThat(unusable).isNotDone();
  }

  @Test
  void aFoldThatFailsEndsTheTailSinceNothingMayBeSkipped() throws Exception {
    var defect = new IllegalStateException("a defect");
    var started =
        start(
            0,
            2,
            _ -> {
              throw defect;
            });
    append(TestFacts.presentation(1), 0);
    append(TestFacts.presentation(2), 1);
    assertThat(unusable.get(20, SECONDS)).isSameAs(defect);
    assertThat(started.caughtUp().toCompletableFuture()).isCompletedExceptionally();
    assertThat(started.position(0)).isZero();
  }

  @Test
  void anOffsetThatIsGoneOrWasNeverThereIsRefused() {
    for (var from : List.of(2L, 8L)) {
      assertThatThrownBy(() -> startWithin(3, 7, from))
          .isInstanceOf(UnusableLogException.class)
          .hasMessage(
              "topic ninestep.flow, partition 0: offset "
                  + from
                  + " is wanted, and the log holds 3 to 7");
    }
  }

  private void startWithin(long begin, long end, long from) {
    var fresh = new MockConsumer<byte[], byte[]>("none");
    fresh.updateBeginningOffsets(Map.of(PLACE, begin));
    fresh.updateEndOffsets(Map.of(PLACE, end));
    tail =
        Optional.of(
            new Tail(
                fresh,
                new Decoder(new LogMeters(new SimpleMeterRegistry())),
                TOPICS.of(Topic.FLOW),
                _ -> from,
                new Tail.Listener(folded::add, lately::add, () -> {}, unusable::complete)));
  }
}
