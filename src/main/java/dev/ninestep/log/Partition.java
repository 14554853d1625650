package dev.ninestep.log;

import dev.ninestep.event.Position;
import dev.ninestep.event.Topic;

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

  @Override
  public String toString() {
    return topic + "/" + number;
  }
}
