package dev.ninestep.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/// Records in memory, which a test may do with as it likes.
final class MemoryRecords implements RawRecords {

  private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();

  /// The records of a partition, to be changed.
  List<ConsumerRecord<byte[], byte[]>> of(TopicPartition place) {
    return records.computeIfAbsent(place, _ -> new ArrayList<>());
  }

  /// Appends so many records that differ.
  void append(TopicPartition place, int count) {
    for (var i = 0; i < count; i++) {
      var next = of(place).size();
      var headers = new RecordHeaders();
      headers.add("ce_type", ("event " + next).getBytes(UTF_8));
      of(place).add(record(place, next, 1_000L + next, "key " + next, "value " + next, headers));
    }
  }

  static ConsumerRecord<byte[], byte[]> record(
      TopicPartition place, long offset, long time, String key, String value, Headers headers) {
    return new ConsumerRecord<>(
        place.topic(),
        place.partition(),
        offset,
        time,
        TimestampType.LOG_APPEND_TIME,
        key.length(),
        value.length(),
        key.getBytes(UTF_8),
        value.getBytes(UTF_8),
        headers,
        Optional.empty());
  }

  @Override
  public Map<TopicPartition, Long> begins(Collection<TopicPartition> places) {
    return places.stream()
        .collect(toMap(p -> p, p -> of(p).isEmpty() ? 0L : of(p).getFirst().offset()));
  }

  @Override
  public Map<TopicPartition, Long> ends(Collection<TopicPartition> places) {
    return places.stream()
        .collect(toMap(p -> p, p -> of(p).isEmpty() ? 0L : of(p).getLast().offset() + 1));
  }

  @Override
  public void read(
      TopicPartition place,
      long from,
      long to,
      Consumer<? super ConsumerRecord<byte[], byte[]>> each) {
    List.copyOf(of(place)).stream()
        .filter(record -> record.offset() >= from && record.offset() < to)
        .forEach(each);
  }

  @Override
  public void close() {}
}
