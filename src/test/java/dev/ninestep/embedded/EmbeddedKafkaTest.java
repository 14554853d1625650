package dev.ninestep.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedKafkaTest {

  private static final String TOPIC = "kept";

  @TempDir private Path path;

  @Test
  void aRecordSurvivesARestartInTheSameClusterAtTheSameAddress() throws Exception {
    String cluster;
    String address;
    try (var directory = DataDirectory.claim(path);
        var kafka = start(directory)) {
      address = kafka.bootstrapServers();
      cluster = clusterOf(address);
      append(address, "hello");
    }
    try (var directory = DataDirectory.claim(path);
        var kafka = start(directory)) {
      assertThat(kafka.bootstrapServers()).isEqualTo(address);
      assertThat(clusterOf(address)).isEqualTo(cluster);
      ConsumerRecord<String, String> first = first(address);
      assertThat(first.value()).isEqualTo("hello");
      assertThat(first.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
    }
  }

  @Test
  void theBrokerOfAKilledOwnerIsReplaced() throws Exception {
    long stale = KilledOwner.ofKafka(path);
    try (var directory = DataDirectory.claim(path);
        var kafka = start(directory)) {
      assertThat(kafka.pid()).isNotEqualTo(stale);
      assertThat(Orphan.find(stale, properties(), Instant.EPOCH)).isEmpty();
      assertThat(clusterOf(kafka.bootstrapServers())).isNotEmpty();
    }
  }

  @Test
  void clientsThatComeThroughAProxyStayBehindIt() throws Exception {
    try (var proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var directory = DataDirectory.claim(path);
        var kafka =
            EmbeddedKafka.start(
                directory,
                KafkaOptions.defaults().forShortLife().behindProxy(proxy.getLocalPort()))) {
      Thread.ofVirtual().start(() -> forward(proxy, kafka.portBehindProxy()));
      String address = "127.0.0.1:" + proxy.getLocalPort();
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
        assertThat(admin.describeCluster().nodes().get(30, SECONDS))
            .singleElement()
            .satisfies(node -> assertThat(node.port()).isEqualTo(proxy.getLocalPort()));
      }
    }
  }

  private String properties() {
    return path.resolve("kafka/server.properties").toString();
  }

  private static EmbeddedKafka start(DataDirectory directory) throws Exception {
    return EmbeddedKafka.start(directory, KafkaOptions.defaults().forShortLife());
  }

  private static String clusterOf(String address)
      throws InterruptedException, ExecutionException, TimeoutException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      return admin.describeCluster().clusterId().get(30, SECONDS);
    }
  }

  private static void append(String address, String value) throws Exception {
    Map<String, Object> client = Map.of("bootstrap.servers", address);
    try (Admin admin = Admin.create(client);
        var producer =
            new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get(30, SECONDS);
      producer.send(new ProducerRecord<>(TOPIC, "key", value)).get(30, SECONDS);
    }
  }

  private static ConsumerRecord<String, String> first(String address) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", address),
            new StringDeserializer(),
            new StringDeserializer())) {
      var partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return consumer.poll(Duration.ofSeconds(30)).iterator().next();
    }
  }

  private static void forward(ServerSocket proxy, int port) {
    try {
      while (true) {
        Socket client = proxy.accept();
        Socket broker = new Socket(InetAddress.getLoopbackAddress(), port);
        Thread.ofVirtual().start(() -> copy(client, broker));
        Thread.ofVirtual().start(() -> copy(broker, client));
      }
    } catch (IOException _) {
      // the test is over
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // one side has gone
    }
  }
}
