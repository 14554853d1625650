package dev.ninestep.log;

import dev.ninestep.event.Fact;
import dev.ninestep.event.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.RecordMetadata;

/// Appends once, from outside a pod, for an operator's command.
public final class SingleAppend {

  private static final long SECONDS = 30;

  private SingleAppend() {}

  /// Appends facts and waits until the log has all of them.
  ///
  /// @param settings where the log is
  /// @param topics its topics, prepared
  /// @param facts the facts, in their order
  /// @throws UnusableLogException when the log does not acknowledge one within 30 s; it may have it
  ///   all the same
  public static void to(LogSettings settings, Topics topics, List<Fact> facts) {
    var clients = new KafkaClients(settings);
    try (var producer = clients.deciding()) {
      var name = LogSettings.name(Topic.FLOW);
      var _ =
          clients
              .patience()
              .of("the partitions of topic " + name, () -> FactProducer.partitions(producer, name));
      var sent = new ArrayList<Future<RecordMetadata>>();
      facts.forEach(fact -> sent.add(producer.send(topics.record(fact))));
      for (var one : sent) {
        one.get(SECONDS, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new UnusableLogException("a fact is not acknowledged: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnusableLogException("interrupted while appending", e);
    }
  }
}
