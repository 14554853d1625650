package dev.ninestep.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// One broker for all tests of a JVM. It is started by the first that asks for it and stopped with
/// the JVM, so a test must not stop it, and must use keys that no other test uses.
public final class SharedKafka {

  private SharedKafka() {}

  /// Where clients connect, as Kafka's `bootstrap.servers`.
  public static String bootstrapServers() {
    return Broker.KAFKA.bootstrapServers();
  }

  /// Loaded, and so started, on first use.
  private static final class Broker {

    static final EmbeddedKafka KAFKA = start();

    private static EmbeddedKafka start() {
      try {
        var path = Files.createTempDirectory("ninestep-kafka");
        var directory = DataDirectory.claim(path);
        var kafka = EmbeddedKafka.start(directory, KafkaOptions.defaults().forShortLife());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(kafka, directory, path)));
        return kafka;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static void stop(EmbeddedKafka kafka, DataDirectory directory, Path path) {
      kafka.close();
      try (directory;
          var files = Files.walk(path)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
