package dev.ninestep.app.bench;

import dev.ninestep.embedded.EmbeddedDatabase;
import dev.ninestep.embedded.EmbeddedKafka;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// A pod in a process of its own.
///
/// @param child the process
/// @param managementPort where its metrics are
record PodProcess(Child child, int managementPort) implements AutoCloseable {

  private static final Duration TO_START = Duration.ofMinutes(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  /// Starts a pod, and waits until it listens.
  static PodProcess start(
      Path directory, PodSpec spec, EmbeddedKafka kafka, EmbeddedDatabase database)
      throws IOException, InterruptedException {
    var port = freePort();
    var name = spec.roles().replace(", ", "-");
    return start(port, port, name, directory, spec, kafka, database);
  }

  /// Starts another pod of the same installation.
  ///
  /// @param first whose address is the issuer
  /// @param number tells its files from those of the others
  static PodProcess beside(
      PodProcess first,
      int number,
      Path directory,
      PodSpec spec,
      EmbeddedKafka kafka,
      EmbeddedDatabase database)
      throws IOException, InterruptedException {
    return start(first.port(), freePort(), "pod-" + number, directory, spec, kafka, database);
  }

  private static PodProcess start(
      int issuer,
      int port,
      String name,
      Path directory,
      PodSpec spec,
      EmbeddedKafka kafka,
      EmbeddedDatabase database)
      throws IOException, InterruptedException {
    var file = directory.resolve(name + ".yaml");
    var managementPort = freePort();
    Files.writeString(
        file,
        """
        issuer: http://localhost:%d
        roles: %s
        http: {port: %d}
        management: {port: %d}
        kafka: {bootstrap-servers: "%s", partitions: 3, replication: 1}
        postgres: {host: %s, port: %d, database: %s, user: %s, tls: {mode: disable}}
        keys: {file: %s}
        fold: {expected-grants: %d}
        tokens: {per-minute: 1000000000}
        resources:
          - path: /mcp
            upstream: %s
        """
            .formatted(
                issuer,
                spec.roles(),
                port,
                managementPort,
                kafka.bootstrapServers(),
                database.host(),
                database.port(),
                database.database(),
                database.user(),
                directory.resolve("keys.json"),
                spec.expectedGrants(),
                spec.upstream()));
    var builder =
        Child.java(spec.flags(), "dev.ninestep.app.Main", "serve", "--config", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(file.getFileName() + ".log").toFile());
    builder.environment().put("NINESTEP_POSTGRES_PASSWORD", database.password());
    var pod = new PodProcess(new Child(builder.start(), port), managementPort);
    pod.awaitListening();
    return pod;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitListening() throws InterruptedException {
    var end = Instant.now().plus(TO_START);
    while (!listens()) {
      if (!child.process().isAlive() || Instant.now().isAfter(end)) {
        throw new IllegalStateException("the pod did not start; its log is beside its YAML");
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  private boolean listens() {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  int port() {
    return child.port();
  }

  long pid() {
    return child.pid();
  }

  @Override
  public void close() {
    child.close();
  }
}
