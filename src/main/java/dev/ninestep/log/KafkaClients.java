package dev.ninestep.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Makes the Kafka clients, each with the settings its purpose needs.
///
/// @param settings where the log is
record KafkaClients(LogSettings settings) {

  private static final Duration NEVER_IDLE = Duration.ofDays(3_650);
  private static final Duration UNTIL_DELIVERED = Duration.ofMinutes(10);
  private static final String NO_ADDRESS = "No resolvable bootstrap urls";
  private static final int MEBIBYTE = 1 << 20;

  /// For facts somebody waits for. An append that is late keeps trying: what lands after its own
  /// deadline changes nothing, and the [dev.ninestep.event.DeliveryFailed] behind it must not be
  /// lost.
  KafkaProducer<byte[], byte[]> deciding() {
    return producer(Map.of("linger.ms", "0"));
  }

  /// For facts nobody waits for: many in one request.
  KafkaProducer<byte[], byte[]> telling() {
    return producer(Map.of("linger.ms", "20", "compression.type", "lz4", "batch.size", "131072"));
  }

  /// For a log that is brought back: as fast as the brokers take it, and whoever sends waits for
  /// room.
  KafkaProducer<byte[], byte[]> restoring() {
    return producer(
        Map.of(
            "linger.ms", "20",
            "compression.type", "lz4",
            "batch.size", "131072",
            "max.block.ms", Long.toString(UNTIL_DELIVERED.toMillis())));
  }

  /// A producer never makes its caller, an event loop, wait: metadata are fetched before the first
  /// fact and kept however long none comes, and a full buffer takes nothing more.
  private KafkaProducer<byte[], byte[]> producer(Map<String, String> own) {
    var all = new HashMap<String, Object>(common());
    all.put("acks", "all");
    all.put("enable.idempotence", "true");
    all.put("max.in.flight.requests.per.connection", "5");
    all.put("delivery.timeout.ms", Long.toString(UNTIL_DELIVERED.toMillis()));
    all.put("request.timeout.ms", "10000");
    all.put("buffer.memory", Integer.toString(64 * MEBIBYTE));
    all.put("metadata.max.idle.ms", Long.toString(NEVER_IDLE.toMillis()));
    all.put("max.block.ms", "0");
    all.putAll(own);
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /// A reader of partitions assigned by hand, in no group.
  KafkaConsumer<byte[], byte[]> consumer() {
    return consumer(Map.of());
  }

  /// For [RawRecords]: goes from partition to partition, and so must not leave a broker waiting for
  /// records of the one before.
  KafkaConsumer<byte[], byte[]> wandering() {
    return consumer(Map.of("fetch.max.wait.ms", "0"));
  }

  /// A reader that shares the partitions with the others of a group. It takes few records at a
  /// time, since all of them have to be done before it asks for more, and it is given up soon when
  /// it dies.
  KafkaConsumer<byte[], byte[]> member(String group) {
    return consumer(
        Map.of(
            "group.id", group,
            "partition.assignment.strategy", CooperativeStickyAssignor.class.getName(),
            "session.timeout.ms", "10000",
            "heartbeat.interval.ms", "3000",
            "max.poll.records", "500"));
  }

  private KafkaConsumer<byte[], byte[]> consumer(Map<String, String> own) {
    var all = new HashMap<String, Object>(common());
    all.put("enable.auto.commit", "false");
    all.put("auto.offset.reset", "none");
    all.put("allow.auto.create.topics", "false");
    all.put("fetch.min.bytes", "1");
    all.put("fetch.max.bytes", Integer.toString(32 * MEBIBYTE));
    all.put("max.partition.fetch.bytes", Integer.toString(4 * MEBIBYTE));
    all.put("max.poll.records", "5000");
    all.put("receive.buffer.bytes", Integer.toString(MEBIBYTE));
    all.put("default.api.timeout.ms", "15000");
    all.putAll(own);
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /// How long a starting pod waits for brokers that may be starting too.
  Patience patience() {
    return new Patience(settings.bootstrapServers(), settings.patience());
  }

  /// For topics and end offsets, once any broker's name has an address: where a cluster is only
  /// being made, none may have one yet.
  Optional<Admin> adminIfAddressed() {
    try {
      return Optional.of(admin());
    } catch (KafkaException e) {
      if (e.getCause() instanceof ConfigException unusable
          && String.valueOf(unusable.getMessage()).startsWith(NO_ADDRESS)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// For topics and end offsets.
  Admin admin() {
    var all = new HashMap<String, Object>(common());
    all.put("request.timeout.ms", "5000");
    all.put("default.api.timeout.ms", "15000");
    return Admin.create(all);
  }

  private Map<String, Object> common() {
    var all = new HashMap<String, Object>(settings.properties());
    all.put("bootstrap.servers", settings.bootstrapServers());
    all.put("reconnect.backoff.max.ms", "1000");
    return all;
  }
}
