package dev.ninestep.log;

import static java.util.Objects.requireNonNull;

import dev.ninestep.event.Logged;
import dev.ninestep.event.Topic;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/// A [LogReader] on Kafka.
public final class KafkaLogReader implements LogReader {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Topics topics;
  private final Decoder decoder = new Decoder(new LogMeters(Metrics.globalRegistry));

  /// A reader of nothing yet.
  ///
  /// @param settings where the log is
  /// @param topics its topics, prepared
  public KafkaLogReader(LogSettings settings, Topics topics) {
    this.consumer = new KafkaClients(settings).consumer();
    this.topics = topics;
  }

  /// Shows operators how its client fares.
  ///
  /// @param as what it is for: the label `client` of its meters. A process shows one of each
  /// @return itself
  public KafkaLogReader shownAs(String as) {
    ClientMeters.show(Metrics.globalRegistry, as, consumer.metrics());
    return this;
  }

  @Override
  public void assign(Map<Partition, Long> from) {
    var wanted = new HashMap<TopicPartition, Long>();
    from.forEach((partition, offset) -> wanted.put(partition.inKafka(), offset));
    consumer.assign(wanted.keySet());
    place(wanted);
  }

  private void place(Map<TopicPartition, Long> wanted) {
    var begins = consumer.beginningOffsets(wanted.keySet());
    var ends = consumer.endOffsets(wanted.keySet());
    wanted.forEach((place, offset) -> {
      var mayForget = LogSettings.topic(place.topic()) == Topic.CALLS;
      var start = mayForget ? Math.max(offset, requireNonNull(begins.get(place))) : offset;
      ReadableRange.demand(place, start, begins, ends);
      consumer.seek(place, start);
    });
  }

  @Override
  public List<Logged> poll(Duration atMost) {
    try {
      return decoder.decode(consumer.poll(atMost));
    } catch (WakeupException _) {
      return List.of();
    } catch (OffsetOutOfRangeException e) {
      // Calls may have been forgotten while the reader was behind; anything else ends here.
      place(e.offsetOutOfRangePartitions());
      return List.of();
    }
  }

  @Override
  public void seek(Partition partition, long offset) {
    consumer.seek(partition.inKafka(), offset);
  }

  @Override
  public Map<Partition, Long> endOffsets() {
    var partitions = new HashMap<TopicPartition, Partition>();
    topics.all().forEach(partition -> partitions.put(partition.inKafka(), partition));
    var ends = new HashMap<Partition, Long>();
    consumer
        .endOffsets(partitions.keySet())
        .forEach((place, end) -> ends.put(requireNonNull(partitions.get(place)), end));
    return ends;
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
