package dev.ninestep.log;

import static java.util.Objects.requireNonNull;

import dev.ninestep.event.Logged;
import dev.ninestep.event.Topic;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A [GroupReader] on Kafka.
public final class KafkaGroupReader implements GroupReader {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaGroupReader.class);

  /// How long a broker may take to note an offset, or that a member leaves.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final String group;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Decoder decoder = new Decoder(new LogMeters(Metrics.globalRegistry));

  /// What is done and the broker has not taken note of: the next offset of each partition.
  private final Map<TopicPartition, Long> unnoted = new HashMap<>();

  /// A reader that joins its group when it is first asked for records.
  ///
  /// @param settings where the log is
  /// @param group the name of the group
  public KafkaGroupReader(LogSettings settings, String group) {
    this.group = group;
    this.consumer = new KafkaClients(settings).member(group);
    consumer.subscribe(List.of(LogSettings.name(Topic.FLOW)), new Handover());
  }

  /// Whoever gets a partition begins where its last owner came to.
  private final class Handover implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      LOG.debug("{} is given {}", group, partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      note();
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      unnoted.keySet().removeAll(partitions);
    }
  }

  @Override
  public List<Logged> poll(Duration atMost) {
    note();
    return decoder.decode(records(atMost));
  }

  private ConsumerRecords<byte[], byte[]> records(Duration atMost) {
    try {
      return consumer.poll(atMost);
    } catch (WakeupException _) {
      return ConsumerRecords.empty();
    } catch (NoOffsetForPartitionException e) {
      beginAtEnd(e.partitions());
      return ConsumerRecords.empty();
    } catch (OffsetOutOfRangeException e) {
      goWhereThereIsALog(e.offsetOutOfRangePartitions());
      return ConsumerRecords.empty();
    }
  }

  /// Noted at once: a member that dies before the first record must not have the next one begin
  /// behind it.
  private void beginAtEnd(Collection<TopicPartition> partitions) {
    place(consumer.endOffsets(partitions));
    LOG.info("{} begins at the end of {}", group, partitions);
  }

  /// The log ends before what was done, or begins behind it: it is not the log it was. Whoever
  /// compares it with its seals says more.
  private void goWhereThereIsALog(Map<TopicPartition, Long> wanted) {
    var begins = consumer.beginningOffsets(wanted.keySet());
    var ends = consumer.endOffsets(wanted.keySet());
    var there = new HashMap<TopicPartition, Long>();
    wanted.forEach((partition, offset) -> {
      var begin = requireNonNull(begins.get(partition));
      var end = requireNonNull(ends.get(partition));
      LOG.error(
          "{} wanted offset {} of {}, and the log holds {} to {}",
          group,
          offset,
          partition,
          begin,
          end);
      there.put(partition, Math.clamp(offset, begin, end));
    });
    place(there);
  }

  private void place(Map<TopicPartition, Long> offsets) {
    offsets.forEach(consumer::seek);
    unnoted.putAll(offsets);
    note();
  }

  @Override
  public void idle(Duration atMost) {
    consumer.pause(consumer.assignment());
    // Of a partition that is assigned meanwhile records may come all the same.
    again(decoder.decode(records(atMost)));
    consumer.resume(consumer.assignment());
  }

  @Override
  public void done(List<Logged> records) {
    records.forEach(logged -> unnoted.put(place(logged), logged.position().offset() + 1));
    note();
  }

  /// While partitions change hands nothing can be noted. What then becomes of another member is its
  /// to do again; what stays here is noted the next time.
  private void note() {
    unnoted.keySet().retainAll(consumer.assignment());
    var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
    unnoted.forEach((partition, next) -> offsets.put(partition, new OffsetAndMetadata(next)));
    if (offsets.isEmpty()) {
      return;
    }
    try {
      commit(offsets);
      unnoted.clear();
    } catch (CommitFailedException | RebalanceInProgressException e) {
      LOG.debug("{} notes later that it has come to {}", group, unnoted, e);
    }
  }

  /// What has been done has been done, even if whoever closes this reader woke it up for that.
  private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    try {
      consumer.commitSync(offsets, PATIENCE);
    } catch (WakeupException _) {
      consumer.commitSync(offsets, PATIENCE);
    }
  }

  @Override
  public void again(List<Logged> records) {
    var first = new HashMap<TopicPartition, Long>();
    records.forEach(logged -> first.putIfAbsent(place(logged), logged.position().offset()));
    first.keySet().retainAll(consumer.assignment());
    first.forEach(consumer::seek);
  }

  private static TopicPartition place(Logged logged) {
    return Partition.of(logged.position()).inKafka();
  }

  @Override
  public long behind() {
    return consumer.assignment().stream()
        .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
        .sum();
  }

  @Override
  public void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(PATIENCE));
  }
}
