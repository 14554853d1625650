package dev.ninestep.log;

import static java.util.Objects.requireNonNull;

import dev.ninestep.event.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/// The whole log in the files of a directory, to be kept elsewhere and to be brought back on a
/// Kafka that has lost it: every record, seals included, at its offset and with its time. The time
/// matters, since lifetimes are judged by it; a copy by Kafka's own tools would give each record
/// the time it was copied.
///
/// @param directory where the files are
public record LogCopy(Path directory) {

  private static final String GIVEN = "CreateTime";

  /// What is in one file.
  ///
  /// @param of the partition
  /// @param next the offset after its last record
  public record Part(CopiedPartition of, long next) {

    /// How many records.
    ///
    /// @return the number
    public long records() {
      return next - of.from();
    }
  }

  /// Writes the log as it stands into an empty directory. Pods may go on meanwhile: what they write
  /// is in the next copy.
  ///
  /// @param settings where the log is
  /// @param topics its topics, prepared
  /// @return what was written
  /// @throws IOException when a file cannot be written, or is there already
  /// @throws UnusableLogException when the log cannot be read
  public List<Part> write(LogSettings settings, Topics topics) throws IOException {
    var clients = new KafkaClients(settings);
    try (var consumer = clients.wandering()) {
      var seals = new ArrayList<TopicPartition>();
      for (var found : consumer.partitionsFor(LogSettings.SEALS)) {
        seals.add(new TopicPartition(LogSettings.SEALS, found.partition()));
      }
      var log = topics.all().stream().map(Partition::inKafka).toList();
      return write(new KafkaRecords(consumer), seals, log);
    }
  }

  /// Seals first: none of them may be about what the copy does not hold.
  List<Part> write(RawRecords records, List<TopicPartition> seals, List<TopicPartition> log)
      throws IOException {
    Files.createDirectories(directory);
    var ends = new LinkedHashMap<>(records.ends(seals));
    ends.putAll(records.ends(log));
    var begins = records.begins(ends.keySet());
    var counts = new TreeMap<String, Integer>();
    ends.keySet().forEach(place -> counts.merge(place.topic(), 1, Integer::sum));
    var parts = new ArrayList<Part>();
    for (var end : ends.entrySet()) {
      var place = end.getKey();
      var from = requireNonNull(begins.get(place));
      var of =
          new CopiedPartition(
              place.topic(), place.partition(), requireNonNull(counts.get(place.topic())), from);
      var next = of.write(directory, each -> records.read(place, from, end.getValue(), each));
      parts.add(new Part(of, next));
    }
    return parts;
  }

  /// Brings the log back. Its topics are made as the copy has them, or must be there, empty and
  /// with as many partitions; until all is written they take the times of the copy, and no pod
  /// starts on them.
  ///
  /// @param settings where the log is to be
  /// @return what was brought back
  /// @throws IOException when a file cannot be read
  /// @throws UnusableLogException when a file is damaged or missing, a topic holds anything, or
  ///   Kafka refuses
  public List<Part> bringBack(LogSettings settings) throws IOException {
    var files = files();
    var clients = new KafkaClients(settings);
    try (var admin = clients.admin();
        var consumer = clients.wandering()) {
      var topics = new TreeMap<String, Integer>();
      files.keySet().forEach(of -> topics.put(of.topic(), of.partitions()));
      make(admin, settings, topics);
      demandEmpty(new KafkaRecords(consumer), files.keySet());
      var parts = append(clients, files);
      time(admin, topics.keySet(), settings, false);
      return parts;
    } catch (ExecutionException e) {
      throw new UnusableLogException("the log cannot be brought back: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnusableLogException("interrupted", e);
    }
  }

  private Map<CopiedPartition, Path> files() throws IOException {
    var files = new LinkedHashMap<CopiedPartition, Path>();
    for (var file : CopiedPartition.files(directory)) {
      files.put(CopiedPartition.of(file), file);
    }
    if (files.isEmpty()) {
      throw new UnusableLogException(directory + " holds no copy of a log");
    }
    for (var one : files.keySet()) {
      var there = files.keySet().stream().filter(of -> of.topic().equals(one.topic())).count();
      if (there != one.partitions()) {
        throw new UnusableLogException(
            "%s holds %d of the %d partitions of topic %s"
                .formatted(directory, there, one.partitions(), one.topic()));
      }
    }
    return files;
  }

  private static void make(Admin admin, LogSettings settings, Map<String, Integer> topics)
      throws ExecutionException, InterruptedException {
    var there = admin.listTopics().names().get();
    for (var topic : topics.entrySet()) {
      var wanted = check(topic.getKey(), settings).toCreate();
      if (there.contains(topic.getKey())) {
        var found = admin.describeTopics(List.of(topic.getKey())).allTopicNames().get();
        var partitions = requireNonNull(found.get(topic.getKey())).partitions().size();
        if (partitions != topic.getValue()) {
          throw new UnusableLogException(
              "topic %s has %d partitions, and the copy %d"
                  .formatted(topic.getKey(), partitions, topic.getValue()));
        }
      } else {
        var own =
            new NewTopic(topic.getKey(), topic.getValue(), wanted.replicationFactor())
                .configs(wanted.configs());
        admin.createTopics(List.of(own)).all().get();
      }
    }
    time(admin, topics.keySet(), settings, true);
  }

  private static TopicCheck check(String topic, LogSettings settings) {
    return new TopicCheck(topic, topic.equals(LogSettings.name(Topic.CALLS)), settings);
  }

  /// Who says when a record was written: the copy, or again the log.
  private static void time(Admin admin, Set<String> topics, LogSettings settings, boolean isGiven)
      throws ExecutionException, InterruptedException {
    var changes = new LinkedHashMap<ConfigResource, Collection<AlterConfigOp>>();
    for (var topic : topics) {
      var type = TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
      var usual = requireNonNull(check(topic, settings).toCreate().configs().get(type));
      changes.put(
          new ConfigResource(ConfigResource.Type.TOPIC, topic),
          List.of(
              new AlterConfigOp(
                  new ConfigEntry(type, isGiven ? GIVEN : usual), AlterConfigOp.OpType.SET)));
    }
    admin.incrementalAlterConfigs(changes).all().get();
  }

  private static void demandEmpty(RawRecords records, Set<CopiedPartition> all) {
    var places = all.stream().map(of -> new TopicPartition(of.topic(), of.partition())).toList();
    records
        .ends(places)
        .forEach((place, end) -> {
          if (end > 0) {
            throw new UnusableLogException(
                "topic %s, partition %d: holds %d records; a log is brought back to topics that hold none"
                    .formatted(place.topic(), place.partition(), end));
          }
        });
  }

  private static List<Part> append(KafkaClients clients, Map<CopiedPartition, Path> files)
      throws IOException {
    var parts = new ArrayList<Part>();
    var failed = new ConcurrentLinkedQueue<Exception>();
    Callback failing =
        (_, failure) -> {
          if (failure != null) {
            failed.add(failure);
          }
        };
    try (var producer = clients.restoring()) {
      for (var file : files.entrySet()) {
        var next =
            CopiedPartition.read(
                file.getValue(),
                record -> {
                  var _ = producer.send(record, failing);
                });
        parts.add(new Part(file.getKey(), next));
      }
      producer.flush();
    }
    if (!failed.isEmpty()) {
      var first = failed.element();
      throw new UnusableLogException(
          failed.size() + " records could not be written: " + first, first);
    }
    return parts;
  }
}
