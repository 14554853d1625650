package dev.ninestep.log;

import dev.ninestep.event.Logged;
import dev.ninestep.event.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/// A [LogReader] on Kafka.
public final class KafkaLogReader implements LogReader {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Topics topics;

  /// A reader of nothing yet.
  ///
  /// @param settings where the log is
  /// @param topics its topics, prepared
  public KafkaLogReader(LogSettings settings, Topics topics) {
    this.consumer = new KafkaClients(settings).consumer();
    this.topics = topics;
  }

  @Override
  public void assign(Map<Partition, Long> from) {
    var partitions = from.keySet().stream().map(KafkaLogReader::kafka).toList();
    consumer.assign(partitions);
    var begins = consumer.beginningOffsets(partitions);
    var ends = consumer.endOffsets(partitions);
    from.forEach((partition, wanted) -> {
      var place = kafka(partition);
      var begin = java.util.Objects.requireNonNull(begins.get(place));
      var start = partition.topic() == Topic.CALLS ? Math.max(wanted, begin) : wanted;
      ReadableRange.demand(place, start, begins, ends);
      consumer.seek(place, start);
    });
  }

  @Override
  public List<Logged> poll(Duration atMost) {
    try {
      var read = consumer.poll(atMost);
      var logged = new ArrayList<Logged>(read.count());
      for (var topic : Topic.values()) {
        read.records(LogSettings.name(topic))
            .forEach(record -> logged.add(EventCodec.decode(record, topic)));
      }
      return logged;
    } catch (WakeupException _) {
      return List.of();
    } catch (InvalidOffsetException e) {
      throw new UnusableLogException("the log no longer holds what is to be read next", e);
    }
  }

  @Override
  public void seek(Partition partition, long offset) {
    consumer.seek(kafka(partition), offset);
  }

  @Override
  public Map<Partition, Long> endOffsets() {
    var partitions = new HashMap<TopicPartition, Partition>();
    topics.all().forEach(partition -> partitions.put(kafka(partition), partition));
    var ends = new HashMap<Partition, Long>();
    consumer
        .endOffsets(partitions.keySet())
        .forEach(
            (place, end) -> ends.put(java.util.Objects.requireNonNull(partitions.get(place)), end));
    return ends;
  }

  private static TopicPartition kafka(Partition partition) {
    return new TopicPartition(LogSettings.name(partition.topic()), partition.number());
  }

  @Override
  public void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
