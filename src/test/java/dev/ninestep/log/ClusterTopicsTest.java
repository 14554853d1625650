package dev.ninestep.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The topics that a cluster's operator of Kafka makes are those a pod would make, so that none
/// refuses them.
class ClusterTopicsTest {

  private static final Path TOPICS = Path.of("k8s/kafka/topics.yaml");

  private static List<JsonNode> topics() throws IOException {
    try (var documents = new YAMLMapper().readerFor(JsonNode.class).readValues(TOPICS.toFile())) {
      return documents.readAll().stream().map(JsonNode.class::cast).toList();
    }
  }

  private static Map<String, String> config(JsonNode topic) {
    var config = new HashMap<String, String>();
    topic
        .path("spec")
        .path("config")
        .properties()
        .forEach(setting -> config.put(setting.getKey(), setting.getValue().asText()));
    return config;
  }

  @Test
  void theyAreAsAPodWouldMakeThem() throws IOException {
    var settings =
        new LogSettings("localhost:9092", 12, 3, java.time.Duration.ofSeconds(2), Map.of());
    assertThat(topics())
        .extracting(topic -> topic.path("metadata").path("name").asText())
        .containsExactlyInAnyOrder("ninestep.flow", "ninestep.calls", "ninestep.seals");
    for (var topic : topics()) {
      var name = topic.path("metadata").path("name").asText();
      var made = new TopicCheck(name, false, settings).toCreate();
      assertThat(topic.path("spec").path("partitions").asInt()).isEqualTo(made.numPartitions());
      assertThat(topic.path("spec").path("replicas").asInt()).isEqualTo(made.replicationFactor());
      var wanted = new HashMap<>(made.configs());
      if (name.equals("ninestep.calls")) {
        wanted.put("retention.ms", Long.toString(java.time.Duration.ofDays(90).toMillis()));
      }
      assertThat(config(topic)).isEqualTo(wanted);
    }
  }
}
