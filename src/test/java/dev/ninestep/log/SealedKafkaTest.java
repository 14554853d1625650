package dev.ninestep.log;

import static dev.ninestep.log.TestPods.settings;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninestep.log.AlteredLogException.Damage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// On a real broker: whoever may write to it deletes a topic and puts another one in its place, to
/// the last time stamp (its writers say the time) like the one before, but for one thing (EV-09).
class SealedKafkaTest {

  private static final int RECORDS = 250;
  private static final SealPace PACE = new SealPace(100, Duration.ZERO);

  private final long began = System.currentTimeMillis() - 3_600_000;
  private final KafkaClients clients = new KafkaClients(settings());
  private final Admin admin = clients.admin();
  private final TopicPartition place = new TopicPartition("tampered-" + UUID.randomUUID(), 0);
  private final SealTopic seals =
      new SealTopic("seals-" + UUID.randomUUID(), 1, SealedKafkaTest::sign);

  private static byte[] sign(byte[] text) {
    var sum = new CRC32();
    sum.update(text);
    return Long.toString(sum.getValue()).getBytes(UTF_8);
  }

  @BeforeEach
  void aTopicIsWrittenAndSealed() throws Exception {
    create(place.topic());
    create(seals.name());
    append(values());
    try (var log = open()) {
      log.begin(true, () -> {});
      while (log.read(Instant.now())) {
        log.write(Instant.now());
      }
    }
  }

  @AfterEach
  void clear() throws Exception {
    admin.deleteTopics(List.of(place.topic(), seals.name())).all().get(30, SECONDS);
    admin.close();
  }

  /// Kafka forgets a deleted topic in its own time.
  private void create(String topic) {
    var wanted =
        new NewTopic(topic, 1, (short) 1)
            .configs(Map.of("message.timestamp.type", "CreateTime", "retention.ms", "-1"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptionsInstanceOf(ExecutionException.class)
        .until(() -> admin.createTopics(List.of(wanted)).all().get(30, SECONDS) == null);
  }

  private static List<String> values() {
    var values = new ArrayList<String>();
    for (var i = 0; i < RECORDS; i++) {
      values.add("record " + i);
    }
    return values;
  }

  private void append(List<String> values) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", settings().bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var time = began;
      for (var value : values) {
        var record =
            new ProducerRecord<>(
                place.topic(), 0, time++, "key".getBytes(UTF_8), value.getBytes(UTF_8));
        record.headers().add("ce_type", "test".getBytes(UTF_8));
        producer.send(record).get(30, SECONDS);
      }
    }
  }

  private SealCheck check() {
    return new SealCheck(
        List.of(place),
        new KafkaRecords(clients.wandering()),
        new KafkaRecords(clients.wandering()),
        seals);
  }

  private SealedLog open() {
    return new SealedLog(
        List.of(place),
        new KafkaRecords(clients.wandering()),
        check(),
        PACE,
        SealWriter.open(settings(), seals));
  }

  private void putInItsPlace(Consumer<List<String>> change) throws Exception {
    admin.deleteTopics(List.of(place.topic())).all().get(30, SECONDS);
    create(place.topic());
    var values = values();
    change.accept(values);
    append(values);
  }

  private SealCheck.Sealed replay() {
    try (var check = check()) {
      return check.compare(place, () -> {});
    }
  }

  private void assertFound(Damage damage, String words) {
    assertThatThrownBy(this::replay)
        .isInstanceOfSatisfying(
            AlteredLogException.class, e -> assertThat(e.damage()).isEqualTo(damage))
        .hasMessage("topic %s, partition 0, %s".formatted(place.topic(), words));
  }

  @Test
  void whatNobodyTouchedIsWholeAndSoIsATrueCopy() throws Exception {
    assertThat(replay().sealedTo()).isEqualTo(RECORDS);
    assertThat(replay().count()).isEqualTo(3);
    putInItsPlace(_ -> {});
    assertThat(replay().sealedTo()).isEqualTo(RECORDS);
  }

  @Test
  void anAlteredRecordIsFound() throws Exception {
    putInItsPlace(values -> values.set(117, "record 711"));
    assertFound(
        Damage.RECORDS_DIFFER,
        "offsets 100 to 200: the 100 records there are not the 100 that were sealed");
  }

  @Test
  void aRecordThatWasLeftOutIsFound() throws Exception {
    putInItsPlace(values -> {
      values.remove(42);
      values.add("one more");
    });
    assertFound(
        Damage.RECORDS_DIFFER,
        "offsets 0 to 100: the 100 records there are not the 100 that were sealed");
  }

  @Test
  void aTruncatedEndIsFound() throws Exception {
    putInItsPlace(List::removeLast);
    assertFound(
        Damage.END_IS_MISSING, "offsets 200 to 250: they are sealed, and the log ends at 249");
    try (var log = open()) {
      assertThatThrownBy(() -> log.begin(false, () -> {})).isInstanceOf(AlteredLogException.class);
    }
  }
}
