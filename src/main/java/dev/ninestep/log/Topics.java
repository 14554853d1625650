package dev.ninestep.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Topic;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;

/// The two topics as they are: made if they were absent, checked if they were there.
///
/// @param partitions how many each has
public record Topics(Map<Topic, Integer> partitions) {

  /// Copies the map.
  public Topics {
    partitions = Map.copyOf(partitions);
  }

  /// Makes what is absent and checks what is there. Several pods may do so at once.
  ///
  /// @param settings where the log is
  /// @return the topics
  /// @throws UnusableLogException when no broker answers as long as the settings wait, one refuses
  ///   us, or a topic is set up so that nobody could decide by it; the message names topic and
  ///   setting
  public static Topics prepare(LogSettings settings) {
    var clients = new KafkaClients(settings);
    var patience = clients.patience();
    try (var admin = patience.of("an address", clients::adminIfAddressed)) {
      return new TopicSetup(admin, settings, patience).prepare();
    }
  }

  /// All partitions of a topic.
  ///
  /// @param topic the stream
  /// @return its partitions in order
  public List<Partition> of(Topic topic) {
    return IntStream.range(0, count(topic)).mapToObj(i -> new Partition(topic, i)).toList();
  }

  /// All partitions of both topics.
  ///
  /// @return the partitions
  public List<Partition> all() {
    return Stream.of(Topic.values()).flatMap(topic -> of(topic).stream()).toList();
  }

  /// The partition a key belongs to: the same one Kafka's own clients choose.
  ///
  /// @param topic the stream
  /// @param key the key
  /// @return the partition's number
  int partition(Topic topic, Key key) {
    var bytes = key.toString().getBytes(UTF_8);
    return Utils.toPositive(Utils.murmur2(bytes)) % count(topic);
  }

  /// The record of a fact, for its topic and partition.
  ///
  /// @param fact the fact
  /// @return the record, without a time, which the log will give it
  public ProducerRecord<byte[], byte[]> record(Fact fact) {
    var topic = fact.event().topic();
    return EventCodec.encode(fact, LogSettings.name(topic), partition(topic, fact.key()));
  }

  private int count(Topic topic) {
    return requireNonNull(partitions.get(topic));
  }
}
