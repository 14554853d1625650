package dev.ninestep.log;

import dev.ninestep.event.Position;
import dev.ninestep.event.Topic;
import org.apache.kafka.common.TopicPartition;

/// One partition of the log: the unit within which records have an order.
///
/// @param topic the stream
/// @param number the partition, from zero
public record Partition(Topic topic, int number) {

  /// The partition a record stands in.
  ///
  /// @param position where the record stands
  /// @return its partition
  public static Partition of(Position position) {
    return new Partition(position.topic(), position.partition());
  }

  /// The same by Kafka's names.
  ///
  /// @return the partition of the topic
  public TopicPartition inKafka() {
    return new TopicPartition(LogSettings.name(topic), number);
  }

  @Override
  public String toString() {
    return topic + "/" + number;
  }
}
