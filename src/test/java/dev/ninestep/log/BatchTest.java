package dev.ninestep.log;

import static dev.ninestep.log.TestFacts.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.event.Topic;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// However many threads decode a batch, it comes out as it went in.
class BatchTest {

  private static final TopicPartition PLACE = new TopicPartition("ninestep.flow", 0);

  private static ConsumerRecords<byte[], byte[]> records(int count) {
    var all =
        IntStream.range(0, count)
            .mapToObj(i ->
                new ConsumerRecord<>(PLACE.topic(), 0, i, ("k" + i).getBytes(UTF_8), new byte[0]))
            .toList();
    return new ConsumerRecords<>(Map.of(PLACE, all), Map.of());
  }

  private static Logged decode(ConsumerRecord<byte[], byte[]> record) {
    var position = new Position(Topic.FLOW, record.partition(), record.offset());
    return new Logged.Unreadable(position, NOON, Optional.empty(), new String(record.key(), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 499, 500, 501, 5_000})
  void everyRecordIsDecodedOnceAndInItsPlace(int count) {
    var records = records(count);
    var expected =
        IntStream.range(0, count)
            .mapToObj(i -> records.records(PLACE).get(i))
            .map(BatchTest::decode)
            .toList();
    for (var round = 0; round < 20; round++) {
      assertThat(new Batch(records, BatchTest::decode).join()).isEqualTo(expected);
    }
  }

  @Test
  void aDefectOfTheDecoderReachesWhoeverJoins() {
    var batch =
        new Batch(
            records(5_000),
            _ -> {
              throw new IllegalStateException("a defect");
            });
    assertThatThrownBy(batch::join).hasMessageContaining("a defect");
  }
}
