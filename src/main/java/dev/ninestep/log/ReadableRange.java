package dev.ninestep.log;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;

/// Whether the log still holds what is wanted of it.
final class ReadableRange {

  private ReadableRange() {}

  /// @throws UnusableLogException when the wanted offset has been deleted, or was never written: a
  ///   log older than what was made of it
  static void demand(
      TopicPartition partition,
      long wanted,
      Map<TopicPartition, Long> begins,
      Map<TopicPartition, Long> ends) {
    var begin = Objects.requireNonNull(begins.get(partition));
    var end = Objects.requireNonNull(ends.get(partition));
    if (wanted < begin || wanted > end) {
      throw new UnusableLogException(
          "topic %s, partition %d: offset %d is wanted, and the log holds %d to %d"
              .formatted(partition.topic(), partition.partition(), wanted, begin, end));
    }
  }
}
