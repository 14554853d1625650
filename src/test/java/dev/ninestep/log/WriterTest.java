package dev.ninestep.log;

import static dev.ninestep.log.TestFacts.presentation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Topic;
import dev.ninestep.protocol.AttemptId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/// What becomes of facts when brokers or buffers are in trouble.
class WriterTest {

  private static final Topics TOPICS = new Topics(Map.of(Topic.FLOW, 1, Topic.CALLS, 1));
  private static final Fact FAILURE =
      TestFacts.about(1, new DeliveryFailed(new AttemptId(1), DeliveryFailure.DEADLINE_PASSED));

  private final MockProducer<byte[], byte[]> deciding = producer();
  private final MockProducer<byte[], byte[]> telling = producer();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Writer writer = new Writer(deciding, telling, TOPICS, new LogMeters(meters));

  private static MockProducer<byte[], byte[]> producer() {
    return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static List<UUID> written(MockProducer<byte[], byte[]> producer) {
    return producer.history().stream().map(WriterTest::id).toList();
  }

  private static UUID id(ProducerRecord<byte[], byte[]> record) {
    return UUID.fromString(FrozenRecord.texts(record.headers()).get("ce_id"));
  }

  @Test
  void aPresentationAndItsFailureGoTheSameWayInOrder() {
    var presentation = presentation(1);
    writer.append(presentation);
    writer.append(FAILURE);
    assertThat(written(deciding)).containsExactly(presentation.id(), FAILURE.id());
    assertThat(written(telling)).isEmpty();
  }

  @Test
  void aPresentationThatCannotBeWrittenNowNeverIs() {
    deciding.sendException = new TimeoutException("the buffer is full");
    writer.append(presentation(1));
    deciding.sendException = null;
    writer.close();
    assertThat(written(deciding)).isEmpty();
    assertThat(writer.lost()).as("its asker has been told").isZero();
    assertThat(meters.counter("ninestep.log.write.failed").count()).isOne();
  }

  @Test
  void aFailureThatCannotBeWrittenNowIsWrittenLater() {
    deciding.sendException = new TimeoutException("the buffer is full");
    writer.append(FAILURE);
    assertThat(written(deciding)).isEmpty();
    deciding.sendException = null;
    await().untilAsserted(() -> assertThat(written(deciding)).containsExactly(FAILURE.id()));
    assertThat(writer.lost()).isZero();
  }

  @Test
  void whatIsToldWhileTheBufferIsFullIsWrittenBeforeAnOrderlyStop() {
    telling.sendException = new TimeoutException("the buffer is full");
    var told = List.of(presentation(1), presentation(2), presentation(3));
    told.forEach(writer::tell);
    telling.sendException = null;
    writer.close();
    assertThat(written(telling))
        .containsExactlyInAnyOrderElementsOf(told.stream().map(Fact::id).toList());
  }

  @Test
  void whatCanNeverBeWrittenIsLostAndCounted() {
    telling.sendException = new RecordTooLargeException("too large");
    writer.tell(presentation(1));
    assertThat(writer.lost()).isOne();
    assertThat(meters.counter("ninestep.log.lost").count()).isOne();
  }

  @Test
  void aPodWithoutBrokersKeepsNoMoreThanTenThousandFacts() {
    telling.sendException = new TimeoutException("the buffer is full");
    var fact = presentation(1);
    for (var i = 0; i < 10_001; i++) {
      writer.tell(fact);
    }
    await().untilAsserted(() -> assertThat(writer.lost()).isOne());
    telling.sendException = null;
    writer.close();
    assertThat(telling.history()).hasSize(10_000);
  }

  @Test
  void aWriterThatHasStoppedFailsNobody() {
    writer.close();
    writer.append(presentation(1));
    writer.tell(presentation(2));
    assertThat(written(deciding)).isEmpty();
  }
}
