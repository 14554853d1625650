package dev.ninestep.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninestep.embedded.DataDirectory;
import dev.ninestep.embedded.EmbeddedKafka;
import dev.ninestep.embedded.KafkaOptions;
import dev.ninestep.event.Fact;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log that was lost is brought back on another broker as if it had never been away.
class LogCopyTest {

  private static final int RECORDS = 500;

  @TempDir private static Path directory;
  private static DataDirectory lostData;
  private static DataDirectory freshData;
  private static EmbeddedKafka lost;
  private static EmbeddedKafka fresh;

  @TempDir private Path copy;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    lostData = DataDirectory.claim(directory.resolve("lost"));
    freshData = DataDirectory.claim(directory.resolve("fresh"));
    lost = EmbeddedKafka.start(lostData, KafkaOptions.defaults().forShortLife());
    fresh = EmbeddedKafka.start(freshData, KafkaOptions.defaults().forShortLife());
  }

  @AfterAll
  static void stop() throws IOException {
    lost.close();
    fresh.close();
    lostData.close();
    freshData.close();
  }

  private static LogSettings at(EmbeddedKafka kafka) {
    return new LogSettings(kafka.bootstrapServers(), 3, 1, Duration.ofSeconds(20), Map.of());
  }

  private static byte[] sign(byte[] text) {
    return ("signed " + Arrays.hashCode(text)).getBytes(UTF_8);
  }

  private static void write(LogSettings settings, Topics topics, int count) {
    var facts = new ArrayList<Fact>();
    for (var i = 0; i < count; i++) {
      facts.add(TestFacts.presentation(i));
    }
    SingleAppend.to(settings, topics, facts);
    var pace = new SealPace(100, Duration.ZERO);
    try (var seals = SealedLog.open(settings, topics, LogCopyTest::sign, pace)) {
      seals.begin(true, () -> {});
      while (seals.read(Instant.now())) {
        seals.write(Instant.now());
      }
    }
  }

  /// Every record, to the last bit.
  private static List<String> records(LogSettings settings, Topics topics) {
    var all = new ArrayList<String>();
    try (var records = new KafkaRecords(new KafkaClients(settings).wandering())) {
      var places = topics.all().stream().map(Partition::inKafka).toList();
      var ends = records.ends(places);
      for (var place : places) {
        records.read(place, 0, ends.get(place), record -> all.add(words(record)));
      }
    }
    return all;
  }

  private static String words(ConsumerRecord<byte[], byte[]> record) {
    var words =
        new StringBuilder(record.topic() + "/" + record.partition() + "@" + record.offset());
    words.append(' ').append(record.timestampType()).append(' ').append(record.timestamp());
    words.append(' ').append(hex(record.key())).append(' ').append(hex(record.value()));
    record
        .headers()
        .forEach(h -> words.append(' ').append(h.key()).append('=').append(hex(h.value())));
    return words.toString();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static boolean isWhole(LogSettings settings, Topics topics) {
    try (var check = SealCheck.open(settings, topics, LogCopyTest::sign)) {
      var sealed = check.places().stream().map(place -> check.compare(place, () -> {})).toList();
      return sealed.stream().mapToLong(SealCheck.Sealed::sealedTo).sum() > 0;
    }
  }

  @Test
  void whatComesBackIsTheSameToTheLastBitAndItsSealsHold() throws Exception {
    var from = at(lost);
    var topics = Topics.prepare(from);
    write(from, topics, RECORDS);
    var before = records(from, topics);
    assertThat(before).hasSizeGreaterThanOrEqualTo(RECORDS);
    var written = new LogCopy(copy).write(from, topics);

    var to = at(fresh);
    var back = new LogCopy(copy).bringBack(to);

    assertThat(back).containsExactlyInAnyOrderElementsOf(written);
    // The log's own time counts again, or this would refuse the topics.
    var there = Topics.prepare(to);
    assertThat(there).isEqualTo(topics);
    assertThat(records(to, there).stream().map(LogCopyTest::withoutType))
        .isEqualTo(before.stream().map(LogCopyTest::withoutType).toList());
    assertThat(isWhole(to, there)).isTrue();

    assertThatThrownBy(() -> new LogCopy(copy).bringBack(to))
        .isInstanceOf(UnusableLogException.class)
        .hasMessageContaining("a log is brought back to topics that hold none");
    assertThatThrownBy(() -> new LogCopy(copy).write(from, topics))
        .isInstanceOf(FileAlreadyExistsException.class);
    aFileThatWasCutOffIsRefused();
    aFileThatIsMissingIsRefused();
  }

  /// Records that were given their time say so, though it is the time the log had given them.
  private static String withoutType(String words) {
    return words.replace("CreateTime", "").replace("LogAppendTime", "");
  }

  private void aFileThatWasCutOffIsRefused() throws IOException {
    var cut = copy.resolve("ninestep.flow-1.log.gz");
    var bytes = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> CopiedPartition.read(cut, _ -> {}))
        .isInstanceOf(UnusableLogException.class)
        .hasMessageContaining("cut off or damaged");
  }

  private void aFileThatIsMissingIsRefused() throws IOException {
    Files.delete(copy.resolve("ninestep.flow-2.log.gz"));
    assertThatThrownBy(() -> new LogCopy(copy).bringBack(at(fresh)))
        .isInstanceOf(UnusableLogException.class)
        .hasMessageContaining("2 of the 3 partitions of topic ninestep.flow");
  }
}
