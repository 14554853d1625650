package dev.ninestep.log;

import dev.ninestep.event.Fact;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Appends one fact from outside a pod, for an operator's command.
public final class SingleAppend {

  private static final long SECONDS = 30;

  private SingleAppend() {}

  /// Appends a fact and waits until the log has it.
  ///
  /// @param settings where the log is
  /// @param topics its topics, prepared
  /// @param fact the fact
  /// @throws UnusableLogException when the log does not acknowledge it within 30 s; it may have it
  ///   all the same
  public static void to(LogSettings settings, Topics topics, Fact fact) {
    var clients = new KafkaClients(settings);
    var record = topics.record(fact);
    try (var producer = clients.deciding()) {
      var _ =
          clients
              .patience()
              .of(
                  "the partitions of topic " + record.topic(),
                  () -> FactProducer.partitions(producer, record.topic()));
      producer.send(record).get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new UnusableLogException("%s is not acknowledged: %s".formatted(fact.key(), e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnusableLogException("interrupted while appending", e);
    }
  }
}
