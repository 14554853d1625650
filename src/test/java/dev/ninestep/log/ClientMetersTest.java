package dev.ninestep.log;

import static dev.ninestep.log.TestPods.consent;
import static dev.ninestep.log.TestPods.fact;
import static dev.ninestep.log.TestPods.flow;
import static dev.ninestep.log.TestPods.settings;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// The figures have names that are Kafka's, so only its own clients tell whether they are there.
class ClientMetersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final KafkaClients clients = new KafkaClients(settings());
  private final Topics topics = Topics.prepare(settings());

  private Set<String> shown(String client) {
    return registry.getMeters().stream()
        .map(Meter::getId)
        .filter(id -> client.equals(id.getTag("client")))
        .map(Meter.Id::getName)
        .collect(Collectors.toSet());
  }

  @Test
  void ofAProducerItIsSeenWhatItSentAndHowLongThatTook() throws Exception {
    try (var producer = clients.deciding()) {
      Awaitility.await()
          .until(() -> FactProducer.partitions(producer, "ninestep.flow").isPresent());
      ClientMeters.show(registry, "deciding", producer.metrics());
      producer.send(topics.record(fact(flow(), consent()))).get(30, SECONDS);

      assertThat(shown("deciding"))
          .containsExactlyInAnyOrder(
              "ninestep.kafka.sent",
              "ninestep.kafka.retried",
              "ninestep.kafka.failed",
              "ninestep.kafka.queue.seconds",
              "ninestep.kafka.request.seconds",
              "ninestep.kafka.buffer.free.bytes",
              "ninestep.kafka.connections");
      assertThat(registry.get("ninestep.kafka.sent").functionCounter().count()).isEqualTo(1);
      assertThat(registry.get("ninestep.kafka.failed").functionCounter().count()).isZero();
      assertThat(registry.get("ninestep.kafka.connections").gauge().value()).isPositive();
      assertThat(registry.get("ninestep.kafka.buffer.free.bytes").gauge().value())
          .isBetween(1.0, 64.0 * 1024 * 1024);
      // Noted by the client just after the answer was handed on.
      Awaitility.await()
          .until(
              () -> registry.get("ninestep.kafka.request.seconds").gauge().value(),
              seconds -> seconds >= 0 && seconds <= 30);
    }
  }

  @Test
  void ofAConsumerItIsSeenWhatItReadAndHowFarItIsBehind() throws Exception {
    try (var producer = clients.deciding()) {
      Awaitility.await()
          .until(() -> FactProducer.partitions(producer, "ninestep.flow").isPresent());
      producer.send(topics.record(fact(flow(), consent()))).get(30, SECONDS);
    }
    try (var consumer = clients.consumer()) {
      ClientMeters.show(registry, "tail", consumer.metrics());
      var all = List.of(0, 1, 2).stream().map(i -> new TopicPartition("ninestep.flow", i)).toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !consumer.poll(Duration.ofMillis(200)).isEmpty());

      assertThat(shown("tail"))
          .containsExactlyInAnyOrder(
              "ninestep.kafka.read",
              "ninestep.kafka.fetch.seconds",
              "ninestep.kafka.lag",
              "ninestep.kafka.connections");
      assertThat(registry.get("ninestep.kafka.read").functionCounter().count()).isPositive();
    }
  }
}
