package dev.ninestep.log;

import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Records as they are, byte for byte, by partition and offset. To be used by one thread at a time.
interface RawRecords extends AutoCloseable {

  /// The oldest offset there is, of each partition.
  Map<TopicPartition, Long> begins(Collection<TopicPartition> places);

  /// The offset that the next record will get, of each partition.
  Map<TopicPartition, Long> ends(Collection<TopicPartition> places);

  /// Hands over every record of a stretch, in order.
  ///
  /// @param place the partition
  /// @param from the first offset wanted
  /// @param to the offset after the last, at most where the partition ends
  /// @param each gets the records
  /// @throws UnusableLogException when no broker gives them
  void read(
      TopicPartition place,
      long from,
      long to,
      Consumer<? super ConsumerRecord<byte[], byte[]>> each);

  @Override
  void close();
}
