package dev.ninestep.log;

import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;

/// Appends seals to their topic.
final class SealWriter implements AutoCloseable {

  private static final long SECONDS = 30;
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

  private final Producer<byte[], byte[]> producer;
  private final SealTopic topic;
  private final LogMeters meters = new LogMeters(Metrics.globalRegistry);

  SealWriter(Producer<byte[], byte[]> producer, SealTopic topic) {
    this.producer = producer;
    this.topic = topic;
  }

  static SealWriter open(LogSettings settings, SealTopic topic) {
    var clients = new KafkaClients(settings);
    var producer = clients.deciding();
    var _ =
        clients
            .patience()
            .of(
                "the partitions of topic " + topic.name(),
                () -> FactProducer.partitions(producer, topic.name()));
    return new SealWriter(producer, topic);
  }

  /// Appends seals and waits until the log has them.
  ///
  /// @throws UnusableLogException when it does not say so within 30 s
  void write(List<Seal> seals) {
    var sent = new ArrayList<Future<?>>();
    seals.forEach(seal -> sent.add(producer.send(topic.write(seal))));
    try {
      for (var one : sent) {
        one.get(SECONDS, TimeUnit.SECONDS);
        meters.sealed();
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new UnusableLogException("seals are not acknowledged: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnusableLogException("interrupted while sealing", e);
    }
  }

  @Override
  public void close() {
    producer.close(LONGEST_CLOSE);
  }
}
