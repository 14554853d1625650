package dev.ninestep.app;

import dev.ninestep.embedded.DataDirectory;
import dev.ninestep.embedded.EmbeddedDatabase;
import dev.ninestep.embedded.EmbeddedKafka;
import dev.ninestep.embedded.KafkaOptions;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Kafka and the PostgreSQL of `ninestep dev`, started and stopped side by side.
///
/// @param kafka the broker
/// @param database the database
record EmbeddedParts(EmbeddedKafka kafka, EmbeddedDatabase database) {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedParts.class);

  /// Starts both; when one does not start, the other is stopped again.
  static EmbeddedParts start(DataDirectory directory) throws CannotStart, InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var kafka = threads.submit(() -> EmbeddedKafka.start(directory, KafkaOptions.defaults()));
      var database = threads.submit(() -> EmbeddedDatabase.start(directory));
      try {
        return new EmbeddedParts(kafka.get(), database.get());
      } catch (ExecutionException e) {
        close(kafka);
        close(database);
        throw new CannotStart(CannotStart.UNAVAILABLE, Causes.words(e), e);
      }
    }
  }

  private static void close(Future<? extends AutoCloseable> part) throws InterruptedException {
    try {
      part.get().close();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception _) {
      // It did not start either, or ends with this process, which holds it on a leash.
    }
  }

  /// Stops both; what does not stop ends with this process, which holds it on a leash.
  void stop() throws InterruptedException {
    var broker = Thread.startVirtualThread(kafka::close);
    try {
      database.close();
    } catch (IOException e) {
      LOG.warn("PostgreSQL did not stop", e);
    }
    broker.join();
  }
}
