package dev.ninestep.app.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.UUIDDeserializer;
import org.apache.kafka.common.serialization.UUIDSerializer;

/// The log with nothing around it: append a record of 500 bytes, read it back.
final class RawLog implements AutoCloseable {

  private static final String TOPIC = "bench.raw";
  private static final int SIZE = 500;

  private final Map<UUID, Promise<Void>> waiting = new ConcurrentHashMap<>();
  private final KafkaProducer<UUID, byte[]> producer;
  private final KafkaConsumer<UUID, byte[]> consumer;
  private final byte[] record = new byte[SIZE];

  private RawLog(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "acks", "all",
                "enable.idempotence", "true",
                "linger.ms", "0"),
            new UUIDSerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "fetch.min.bytes", "1"),
            new UUIDDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
    consumer.seekToEnd(consumer.assignment());
    consumer.position(new TopicPartition(TOPIC, 0));
    Thread.ofPlatform().name("bench-raw-tail").daemon().start(this::read);
  }

  /// Opens it, with a topic of its own.
  static RawLog open(String bootstrapServers) throws InterruptedException, ExecutionException {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      var topic =
          new NewTopic(TOPIC, Optional.of(1), Optional.of((short) 1))
              .configs(Map.of("message.timestamp.type", "LogAppendTime"));
      admin.createTopics(List.of(topic)).all().get();
    }
    return new RawLog(bootstrapServers);
  }

  /// Appends one record.
  ///
  /// @return completed once the record has been read back
  Future<?> roundTrip() {
    var id = UUID.randomUUID();
    var readBack = Promise.<Void>promise();
    waiting.put(id, readBack);
    var _ = producer.send(new ProducerRecord<>(TOPIC, 0, id, record));
    return readBack.future();
  }

  private void read() {
    try (consumer) {
      while (true) {
        for (var read : consumer.poll(Duration.ofSeconds(1))) {
          var readBack = waiting.remove(read.key());
          if (readBack != null) {
            readBack.complete();
          }
        }
      }
    } catch (WakeupException _) {
      // This is how close() says that it is over.
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    producer.close();
  }
}
