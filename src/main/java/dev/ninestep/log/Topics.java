package dev.ninestep.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.ninestep.event.Key;
import dev.ninestep.event.Topic;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The two topics as they are: made if they were absent, checked if they were there.
///
/// @param partitions how many each has
public record Topics(Map<Topic, Integer> partitions) {

  private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
  private static final String TIME = "message.timestamp.type";
  private static final String LOG_TIME = "LogAppendTime";
  private static final String POLICY = "cleanup.policy";
  private static final String RETENTION = "retention.ms";
  private static final String FOR_EVER = "-1";
  private static final Duration UNTIL_KNOWN = Duration.ofSeconds(15);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  /// Copies the map.
  public Topics {
    partitions = Map.copyOf(partitions);
  }

  /// Makes what is absent and checks what is there.
  ///
  /// @param settings where the log is
  /// @return the topics
  /// @throws UnusableLogException when no broker answers, or a topic is set up so that nobody could
  ///   decide by it
  public static Topics prepare(LogSettings settings) {
    try (var admin = new KafkaClients(settings).admin()) {
      for (var topic : Topic.values()) {
        create(admin, settings, topic);
      }
      var counts = new EnumMap<Topic, Integer>(Topic.class);
      for (var topic : Topic.values()) {
        counts.put(topic, onceKnown(admin, topic));
      }
      return new Topics(counts);
    } catch (ExecutionException e) {
      throw new UnusableLogException(
          "Kafka at " + settings.bootstrapServers() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnusableLogException("interrupted while preparing the topics", e);
    }
  }

  private static void create(Admin admin, LogSettings settings, Topic topic)
      throws ExecutionException, InterruptedException {
    var wanted =
        new NewTopic(
                LogSettings.name(topic),
                Optional.of(settings.partitions()),
                Optional.of((short) settings.replication()))
            .configs(
                Map.of(
                    TIME,
                    LOG_TIME,
                    POLICY,
                    "delete",
                    RETENTION,
                    FOR_EVER,
                    "retention.bytes",
                    FOR_EVER,
                    "min.insync.replicas",
                    Integer.toString(Math.max(1, settings.replication() - 1))));
    try {
      admin.createTopics(List.of(wanted)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  /// Checks a topic. The broker that is asked may hear of a topic made by another only a moment
  /// later.
  private static int onceKnown(Admin admin, Topic topic)
      throws ExecutionException, InterruptedException {
    var deadline = System.nanoTime() + UNTIL_KNOWN.toNanos();
    while (true) {
      try {
        return checked(admin, topic);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(BETWEEN_LOOKS);
      }
    }
  }

  private static int checked(Admin admin, Topic topic)
      throws ExecutionException, InterruptedException {
    var name = LogSettings.name(topic);
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    var config = requireNonNull(admin.describeConfigs(List.of(resource)).all().get().get(resource));
    demand(name, TIME, LOG_TIME, config);
    demand(name, POLICY, "delete", config);
    if (topic == Topic.FLOW) {
      demand(name, RETENTION, FOR_EVER, config);
    }
    var description =
        requireNonNull(admin.describeTopics(List.of(name)).allTopicNames().get().get(name));
    warnOfOneReplica(name, description);
    return description.partitions().size();
  }

  private static void demand(String topic, String setting, String wanted, Config config) {
    var entry = config.get(setting);
    var is = entry == null ? "absent" : entry.value();
    if (!wanted.equals(is)) {
      throw new UnusableLogException(
          "topic " + topic + ": " + setting + " must be " + wanted + ", and is " + is);
    }
  }

  private static void warnOfOneReplica(String topic, TopicDescription description) {
    if (description.partitions().stream().anyMatch(p -> p.replicas().size() == 1)) {
      LOG.warn(
          "topic {} has one replica: when that broker's machine dies, its last acknowledged events"
              + " are lost",
          topic);
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
    return partitions.keySet().stream()
        .flatMap(topic -> of(topic).stream())
        .collect(Collectors.toList());
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

  private int count(Topic topic) {
    return requireNonNull(partitions.get(topic));
  }
}
