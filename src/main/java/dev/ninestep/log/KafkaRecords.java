package dev.ninestep.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// [RawRecords] on Kafka, one partition after another. Where reading goes on at the place where it
/// ended, nothing is fetched twice.
final class KafkaRecords implements RawRecords {

  private static final Duration ONE_POLL = Duration.ofSeconds(1);
  private static final int MOST_EMPTY_POLLS = 10;

  private final Consumer<byte[], byte[]> consumer;
  private final Queue<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();

  KafkaRecords(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  @Override
  public Map<TopicPartition, Long> begins(Collection<TopicPartition> places) {
    return consumer.beginningOffsets(places);
  }

  @Override
  public Map<TopicPartition, Long> ends(Collection<TopicPartition> places) {
    return consumer.endOffsets(places);
  }

  @Override
  public void read(
      TopicPartition place,
      long from,
      long to,
      java.util.function.Consumer<? super ConsumerRecord<byte[], byte[]>> each) {
    if (from >= to) {
      return;
    }
    turnTo(place, from);
    var emptyPolls = 0;
    while (next(place) < to) {
      var record = fetched.poll();
      if (record != null) {
        each.accept(record);
      } else if (!fetch(place) && ++emptyPolls > MOST_EMPTY_POLLS) {
        throw new UnusableLogException(
            "topic %s, partition %d: offsets %d to %d cannot be read"
                .formatted(place.topic(), place.partition(), from, to));
      }
    }
  }

  private void turnTo(TopicPartition place, long from) {
    if (!consumer.assignment().contains(place) || next(place) != from) {
      consumer.assign(List.of(place));
      consumer.seek(place, from);
      fetched.clear();
    }
  }

  /// The offset of the record that comes next, or that will be fetched next.
  private long next(TopicPartition place) {
    var first = fetched.peek();
    return first == null ? consumer.position(place) : first.offset();
  }

  /// @return whether anything came
  private boolean fetch(TopicPartition place) {
    return fetched.addAll(consumer.poll(ONE_POLL).records(place));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
