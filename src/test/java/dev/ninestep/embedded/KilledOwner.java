package dev.ninestep.embedded;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.List;

/// Another JVM that starts a server and is then killed, as by `kill -9`.
///
/// PostgreSQL's leash may be cut before, as when everything is killed at once.
final class KilledOwner {

  private KilledOwner() {}

  /// Starts a broker on the directory, kills its owner and returns the broker's pid.
  static long ofKafka(Path directory) throws IOException, InterruptedException {
    return kill("kafka", directory, false);
  }

  /// Starts PostgreSQL on the directory, kills its owner and returns PostgreSQL's pid.
  static long ofPostgres(Path directory, boolean leashIsCut)
      throws IOException, InterruptedException {
    return kill("postgres", directory, leashIsCut);
  }

  private static long kill(String server, Path directory, boolean leashIsCut)
      throws IOException, InterruptedException {
    var command =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                KilledOwner.class.getName(),
                server,
                directory.toString()));
    command.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process owner = command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var words = owner.inputReader()) {
      return Long.parseLong(words.readLine());
    } finally {
      if (leashIsCut) {
        owner.children().filter(KilledOwner::isShell).forEach(ProcessHandle::destroyForcibly);
      }
      owner.destroyForcibly().waitFor();
    }
  }

  private static boolean isShell(ProcessHandle child) {
    return child.info().arguments().filter(words -> words[0].equals("-c")).isPresent();
  }

  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    System.setOut(System.err);
    var directory = DataDirectory.claim(Path.of(arguments[1]));
    AutoCloseable server;
    if (arguments[0].equals("kafka")) {
      var kafka = EmbeddedKafka.start(directory, KafkaOptions.defaults().forShortLife());
      out.println(kafka.pid());
      server = kafka;
    } else {
      server = EmbeddedDatabase.start(directory);
      out.println(Postmaster.on(postgresData(directory)).orElseThrow().process().pid());
    }
    out.flush();
    try {
      Thread.sleep(Long.MAX_VALUE);
    } finally {
      Reference.reachabilityFence(server);
    }
  }

  private static Path postgresData(DataDirectory directory) {
    return directory.path().resolve("postgres/data");
  }
}
