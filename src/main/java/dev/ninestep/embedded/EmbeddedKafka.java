package dev.ninestep.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One Kafka broker (KRaft, its own controller) in a child JVM, on 127.0.0.1.
///
/// Topics, records, cluster id and, where free, ports are those of the last run on the same
/// directory. Topics must be created; their records carry the broker's time.
public final class EmbeddedKafka implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  /// Held for its standard input too: the broker stops when that is closed.
  private final Process process;

  private final BrokerPorts ports;

  private EmbeddedKafka(Process process, BrokerPorts ports) {
    this.process = process;
    this.ports = ports;
  }

  /// Starts a broker in the subdirectory `kafka` and waits until it serves; ends the broker of a
  /// former owner first.
  ///
  /// @throws IOException with the end of `kafka.log`, when the broker does not serve within 60 s
  public static EmbeddedKafka start(DataDirectory directory, KafkaOptions options)
      throws IOException, InterruptedException {
    Path home = directory.subdirectory("kafka");
    Path properties = home.resolve("server.properties");
    Path pidFile = home.resolve("pid");
    endOrphan(pidFile, properties);

    BrokerPorts ports = BrokerPorts.choose(home.resolve("ports"));
    Path records = DataDirectory.createPrivate(home.resolve("log"));
    Files.writeString(
        properties, BrokerProperties.render(records, ports, options.advertisedProxyPort()));
    ServerLog log = ServerLog.open(home.resolve("kafka.log"));
    Process process =
        BrokerCommand.in(home, properties, options).redirectError(log.redirect()).start();
    var kafka = new EmbeddedKafka(process, ports);
    try {
      record(pidFile, process);
      kafka.awaitReady(log);
      return kafka;
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /// Where clients connect, as Kafka's `bootstrap.servers`.
  public String bootstrapServers() {
    return "127.0.0.1:" + ports.clients();
  }

  /// The port on 127.0.0.1 to which a fault proxy forwards; nothing listens there unless
  /// [KafkaOptions#behindProxy(int)] was asked for.
  public int portBehindProxy() {
    return ports.behindProxy();
  }

  /// The broker's process id, for those who wish it harm.
  public long pid() {
    return process.pid();
  }

  /// Stops the broker cleanly; by force after 10 s. Without effect when it is stopped already.
  public void stop() {
    process.toHandle().destroy();
    try {
      if (!process.waitFor(LONGEST_STOP)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /// Same as [#stop()].
  @Override
  public void close() {
    stop();
  }

  private void awaitReady(ServerLog log) throws IOException, InterruptedException {
    var firstLine = new CompletableFuture<Boolean>();
    Thread.ofVirtual().start(() -> firstLine.complete(saysReady()));
    try {
      if (!firstLine.get(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException(log.explain("the embedded Kafka broker did not start"));
      }
    } catch (TimeoutException | ExecutionException e) {
      throw new IOException(log.explain("the embedded Kafka broker is not ready in time"), e);
    }
  }

  private boolean saysReady() {
    try (BufferedReader words = process.inputReader()) {
      return words.lines().anyMatch(BrokerMain.READY::equals);
    } catch (IOException | UncheckedIOException _) {
      return false;
    }
  }

  private static void record(Path pidFile, Process process) throws IOException {
    Instant started = process.info().startInstant().orElseGet(Instant::now);
    Files.writeString(pidFile, process.pid() + " " + started);
  }

  private static void endOrphan(Path pidFile, Path properties)
      throws IOException, InterruptedException {
    if (!Files.exists(pidFile)) {
      return;
    }
    String[] words = Files.readString(pidFile).split(" ", -1);
    if (words.length != 2) {
      return;
    }
    var orphan =
        Orphan.find(Long.parseLong(words[0]), properties.toString(), Instant.parse(words[1]));
    if (orphan.isPresent()) {
      orphan.get().end("TERM");
    }
  }
}
