package dev.ninestep.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.embedded.DataDirectory;
import dev.ninestep.embedded.EmbeddedDatabase;
import dev.ninestep.embedded.EmbeddedKafka;
import dev.ninestep.embedded.KafkaOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/// What a program that has stopped has left in its data directory.
///
/// @param directory the directory
/// @param canaries must not be in it
record KeptData(Path directory, Canaries canaries) {

  /// Looks through the files, the records of the log and the rows of all tables.
  void holdsNone() throws IOException, InterruptedException, SQLException {
    for (var file : filesBelow()) {
      assertThat(canaries.in(Files.readAllBytes(file))).as(file.toString()).isEmpty();
    }
    try (var data = DataDirectory.claim(directory)) {
      theRecordsHoldNone(data);
      theTablesHoldNone(data);
    }
  }

  private List<Path> filesBelow() throws IOException {
    try (var files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /// The segments hold compressed batches, so the records are read as well.
  private void theRecordsHoldNone(DataDirectory data) throws IOException, InterruptedException {
    try (var kafka = EmbeddedKafka.start(data, KafkaOptions.defaults().forShortLife());
        var consumer =
            new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      var partitions =
          consumer.listTopics().values().stream()
              .flatMap(List::stream)
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = new HashMap<>(consumer.endOffsets(partitions));
      var read = 0;
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (var record : consumer.poll(Duration.ofSeconds(1))) {
          read++;
          assertThat(canaries.in(bytes(record.key()))).as("key of %s", record).isEmpty();
          assertThat(canaries.in(bytes(record.value()))).as("value of %s", record).isEmpty();
          record
              .headers()
              .forEach(header ->
                  assertThat(canaries.in(bytes(header.value())))
                      .as("header %s of %s", header.key(), record)
                      .isEmpty());
        }
      }
      assertThat(read).as("records").isGreaterThan(20);
    }
  }

  private static byte[] bytes(byte @Nullable [] value) {
    return value == null ? new byte[0] : value;
  }

  /// Long values are stored compressed, so the rows are read as well, each as text.
  private void theTablesHoldNone(DataDirectory data)
      throws IOException, InterruptedException, SQLException {
    try (var database = EmbeddedDatabase.start(data);
        var connection =
            DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s"
                    .formatted(database.host(), database.port(), database.database()),
                database.user(),
                database.password())) {
      var tables = tables(connection);
      assertThat(tables).as("tables").hasSizeGreaterThan(5);
      var rows = 0;
      for (var table : tables) {
        for (var row : column(connection, "SELECT t::text FROM " + table + " t")) {
          rows++;
          assertThat(canaries.in(row.getBytes(StandardCharsets.UTF_8)))
              .as("%s: %s", table, row)
              .isEmpty();
        }
      }
      assertThat(rows).as("rows").isGreaterThan(50);
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    return column(
        connection,
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
            + " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')");
  }

  private static List<String> column(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var found = statement.executeQuery(query)) {
      var all = new ArrayList<String>();
      while (found.next()) {
        all.add(found.getString(1));
      }
      return all;
    }
  }
}
