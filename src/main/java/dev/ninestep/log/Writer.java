package dev.ninestep.log;

import dev.ninestep.event.Fact;
import dev.ninestep.event.Topic;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes facts: those somebody waits for at once, the others many at a time.
final class Writer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final Duration TO_WARM_UP = Duration.ofSeconds(30);
  private static final Duration TO_FLUSH = Duration.ofSeconds(5);

  private final KafkaProducer<byte[], byte[]> deciding;
  private final KafkaProducer<byte[], byte[]> telling;
  private final Topics topics;
  private final AtomicLong lost = new AtomicLong();

  Writer(KafkaClients clients, Topics topics) {
    this.topics = topics;
    deciding = clients.deciding();
    telling = clients.telling();
    warmUp(deciding, Topic.FLOW);
    warmUp(telling, Topic.FLOW);
    warmUp(telling, Topic.CALLS);
  }

  /// Fetches what a producer must know of a topic before it can take a record without making its
  /// caller wait.
  private static void warmUp(KafkaProducer<byte[], byte[]> producer, Topic topic) {
    var end = System.nanoTime() + TO_WARM_UP.toNanos();
    while (true) {
      try {
        producer.partitionsFor(LogSettings.name(topic));
        return;
      } catch (TimeoutException e) {
        if (System.nanoTime() > end) {
          throw new UnusableLogException("no broker tells of topic " + LogSettings.name(topic), e);
        }
      }
    }
  }

  /// Appends at once. Facts of one key land in the order in which they are handed over, or not at
  /// all.
  void append(Fact fact) {
    write(deciding, fact);
  }

  /// Appends before long.
  void tell(Fact fact) {
    write(telling, fact);
  }

  private void write(KafkaProducer<byte[], byte[]> producer, Fact fact) {
    var topic = fact.event().topic();
    var record =
        EventCodec.encode(fact, LogSettings.name(topic), topics.partition(topic, fact.key()));
    var _ =
        producer.send(
            record,
            (_, failure) -> {
              if (failure != null) {
                lost(fact, failure);
              }
            });
  }

  /// A fact somebody waits for ends in its deadline; one nobody waits for is missed by the trace
  /// alone. Both are counted.
  private void lost(Fact fact, Exception failure) {
    LOG.warn(
        "{} of flow {} was not appended ({} so far): {}",
        fact.event().getClass().getSimpleName(),
        fact.flow(),
        lost.incrementAndGet(),
        failure.toString());
  }

  /// How many facts could not be appended since the start.
  long lost() {
    return lost.get();
  }

  @Override
  public void close() {
    deciding.close(TO_FLUSH);
    telling.close(TO_FLUSH);
  }
}
