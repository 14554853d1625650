package dev.ninestep.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.embedded.DataDirectory;
import dev.ninestep.embedded.EmbeddedDatabase;
import dev.ninestep.embedded.EmbeddedKafka;
import dev.ninestep.embedded.KafkaOptions;
import dev.ninestep.embedded.SparePorts;
import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Session;
import dev.ninestep.token.KeyRing;
import dev.ninestep.token.Mint;
import dev.ninestep.token.SealedValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/// Processes of ours, each `java -jar ninestep.jar serve`, on one Kafka and one PostgreSQL that are
/// real.
final class Pods implements AutoCloseable {

  private static final Duration TO_START = Duration.ofMinutes(2);
  private static final int MOST_STARTS = 3;

  private final Path directory;
  private final DataDirectory data;
  private final EmbeddedKafka kafka;
  private final EmbeddedDatabase database;
  private KeyRing keys = KeyRing.generate();
  private final SealedValues sealed = new SealedValues(keys);
  private final Mint mint = new Mint();
  private final int issuerPort;
  private final String issuer;
  private final List<Pod> pods = new ArrayList<>();

  private Pods(Path directory, DataDirectory data, EmbeddedKafka kafka, EmbeddedDatabase database)
      throws IOException {
    this.directory = directory;
    this.data = data;
    this.kafka = kafka;
    this.database = database;
    this.issuerPort = freePort();
    this.issuer = "http://localhost:" + issuerPort;
    keys.write(directory.resolve("keys.json"));
  }

  /// Starts the broker and the database.
  static Pods on(Path directory, KafkaOptions options) throws IOException, InterruptedException {
    var data = DataDirectory.claim(directory.resolve("data"));
    return new Pods(
        directory, data, EmbeddedKafka.start(data, options), EmbeddedDatabase.start(data));
  }

  static int freePort() throws IOException {
    return SparePorts.next();
  }

  /// The key ring of all pods, for one that is handed it otherwise than in a file.
  ///
  /// @param directory what they were started on
  static String keysIn(Path directory) {
    try {
      return Files.readString(directory.resolve("keys.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  EmbeddedDatabase database() {
    return database;
  }

  EmbeddedKafka kafka() {
    return kafka;
  }

  /// Takes a step of a change of keys, as an operator does who writes the file of all pods.
  void change(UnaryOperator<KeyRing> step) throws IOException {
    keys = step.apply(keys);
    keys.write(directory.resolve("keys.json"));
    sealed.use(keys);
  }

  /// One process of ours.
  ///
  /// @param process the launcher
  /// @param base its own address
  /// @param output what it prints
  /// @param config what it was told
  record Pod(Process process, String base, Path output, Path config) {

    /// kill -9 of the program itself; its launcher ends with it.
    void kill() throws InterruptedException {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.waitFor();
    }
  }

  /// Starts a pod and waits until it serves. The first one stands where browsers are sent: at the
  /// issuer.
  Pod start(String bootstrapServers) throws IOException {
    return start(bootstrapServers, Pods::packaged);
  }

  private static ProcessBuilder packaged(Path config) {
    return new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-jar",
        System.getProperty("ninestep.jar"),
        "serve",
        "--config",
        config.toString());
  }

  /// Starts a pod some other way.
  ///
  /// @param serving what runs it with the configuration in a file
  Pod start(String bootstrapServers, Function<Path, ProcessBuilder> serving) throws IOException {
    var port = pods.isEmpty() ? issuerPort : freePort();
    var file = Files.createTempFile(directory, "pod", ".yaml");
    Files.writeString(
        file,
        """
        issuer: %s
        http: {port: %d}
        kafka: {bootstrap-servers: "%s", partitions: 3, replication: 1}
        postgres: {host: %s, port: %d, database: %s, user: %s, tls: {mode: disable}}
        keys: {file: %s}
        log: {budget: 20s}
        tokens: {per-minute: 100000}
        sign-in: {wrong-per-address: 10000, wrong-per-network: 10000}
        resources:
          - path: /mcp
            upstream: built-in
            scopes: mcp support
            default-scopes: mcp
          - path: /paced
            upstream: built-in
            calls-per-minute: 60
        """
            .formatted(
                issuer,
                port,
                bootstrapServers,
                database.host(),
                database.port(),
                database.database(),
                database.user(),
                directory.resolve("keys.json")));
    var pod = launched(serving, file, "http://localhost:" + port);
    pods.add(pod);
    awaitReady(pod);
    return pod;
  }

  /// Ends a pod as an orchestrator does, which lets it finish what is under way, and starts it anew
  /// at the same address; again, should it give up since the machine is too busy.
  void restart(Pod pod) throws IOException, InterruptedException {
    pod.process.destroy();
    assertThat(pod.process.waitFor(TO_START)).as("stopped").isTrue();
    for (var attempt = 1; ; attempt++) {
      var next = launched(Pods::packaged, pod.config, pod.base);
      pods.replaceAll(one -> one.base.equals(pod.base) ? next : one);
      awaitReadyOrEnd(next);
      if (next.process.isAlive() || attempt == MOST_STARTS) {
        assertThat(next.process.isAlive()).as(Files.readString(next.output)).isTrue();
        return;
      }
    }
  }

  private Pod launched(Function<Path, ProcessBuilder> serving, Path config, String base)
      throws IOException {
    var output = Files.createTempFile(directory, "pod", ".out");
    var builder = serving.apply(config).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("NINESTEP_POSTGRES_PASSWORD", database.password());
    return new Pod(CommandCache.reading(builder), base, output, config);
  }

  private static void awaitReadyOrEnd(Pod pod) {
    Awaitility.await().atMost(TO_START).until(() -> !pod.process.isAlive() || isReady(pod));
  }

  private static void awaitReady(Pod pod) throws IOException {
    awaitReadyOrEnd(pod);
    assertThat(pod.process.isAlive()).as(Files.readString(pod.output)).isTrue();
  }

  /// Runs a command about accounts, with the configuration of the first pod.
  ///
  /// @return what it printed
  String accounts(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    return command("accounts", environment, command);
  }

  /// Runs a command, with the configuration of the first pod.
  ///
  /// @return what it printed
  String command(String name, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    var line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("ninestep.jar"),
                name));
    line.addAll(List.of(command));
    line.addAll(List.of("--config", pods.getFirst().config.toString()));
    var errors = Files.createTempFile(directory, name, ".err");
    var builder = new ProcessBuilder(line).redirectError(errors.toFile());
    builder.environment().put("NINESTEP_POSTGRES_PASSWORD", database.password());
    builder.environment().putAll(environment);
    // One that makes an account does not speak to the log.
    var process =
        List.of(command).contains("create")
            ? CommandCache.reading(builder)
            : CommandCache.start(builder);
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed + Files.readString(errors)).isZero();
    return printed;
  }

  private static boolean isReady(Pod pod) {
    try {
      return Http.get(pod.base + "/health/ready").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /// A browser in which somebody is signed in.
  Browser signedIn(Role role) {
    var now = Instant.now();
    return signedIn(
        new Session(mint.session(), mint.account(), role, now, now.plus(Duration.ofHours(1))));
  }

  private Browser signedIn(Session session) {
    var browser = new Browser();
    browser.keep("ninestep", sealed.seal(session));
    return browser;
  }

  /// A code, as a client gets it at its redirect_uri.
  String code(Pod pod, String client) {
    return code(Connection.authorizationUri(pod.base, client, ""));
  }

  /// A code for another resource than the first.
  ///
  /// @param path of the resource
  String code(Pod pod, String client, String path) {
    return code(
        Connection.authorizationUri(pod.base, client, "")
            + "&"
            + Http.encoded(Map.of("resource", issuer + path)));
  }

  private String code(String asked) {
    return signedIn(Role.USER).allow(asked, "", "", Connection.CALLBACK).parameter("code");
  }

  @Override
  public void close() throws IOException {
    pods.forEach(pod -> pod.process.destroy());
    for (var pod : pods) {
      pod.process.onExit().join();
    }
    kafka.close();
    database.close();
    data.close();
  }
}
