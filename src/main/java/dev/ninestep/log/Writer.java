package dev.ninestep.log;

import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.Fact;
import io.micrometer.core.instrument.Metrics;
import org.apache.kafka.clients.producer.Producer;

/// Writes facts: those somebody waits for at once, the others many at a time. It never makes its
/// caller wait, and never fails.
final class Writer implements AutoCloseable {

  private final FactProducer deciding;
  private final FactProducer telling;

  /// @throws UnusableLogException when no broker tells of the topics in time
  Writer(KafkaClients clients, Topics topics, LogMeters meters) {
    this(clients.deciding(), clients.telling(), topics, meters);
    deciding.show(Metrics.globalRegistry, "deciding");
    telling.show(Metrics.globalRegistry, "telling");
    var patience = clients.patience();
    deciding.ask();
    telling.ask();
    deciding.warmUp(patience);
    telling.warmUp(patience);
  }

  Writer(
      Producer<byte[], byte[]> deciding,
      Producer<byte[], byte[]> telling,
      Topics topics,
      LogMeters meters) {
    this.deciding = new FactProducer(deciding, topics, meters);
    this.telling = new FactProducer(telling, topics, meters);
  }

  /// Appends at once. Facts of one key land in the order in which they are handed over, or not at
  /// all. Who waits for a fact that cannot be written runs out of budget; but that an answer was
  /// lost must be known however late, or the next presentation counts as reuse.
  void append(Fact fact) {
    if (fact.event() instanceof DeliveryFailed) {
      deciding.insist(fact);
    } else {
      deciding.attempt(fact);
    }
  }

  /// Appends before long.
  void tell(Fact fact) {
    telling.insist(fact);
  }

  /// How many facts that should have been written never will be.
  long lost() {
    return deciding.lost() + telling.lost();
  }

  @Override
  public void close() {
    deciding.close();
    telling.close();
  }
}
