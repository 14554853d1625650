package dev.ninestep.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/// The program of the child JVM: a broker that lives as long as its standard input stays open.
///
/// The owner holds the other end and never writes. Its end, also by SIGKILL, is read here as end of
/// file at once, without polling and without trusting a pid. One word on standard output, [#READY],
/// says that clients are served; everything else goes to standard error.
public final class BrokerMain {

  static final String READY = "ready";
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  private BrokerMain() {}

  /// Runs until standard input ends or a SIGTERM comes.
  ///
  /// @param arguments the path of the `server.properties`
  /// @throws Exception whatever keeps the broker from starting
  public static void main(String[] arguments) throws Exception {
    PrintStream owner = System.out;
    System.setOut(System.err);
    ignoreTerminalInterrupts();
    Thread.ofPlatform().daemon().name("leash").start(() -> exitAtEndOf(System.in));

    Properties properties = read(Path.of(arguments[0]));
    formatIfNew(Path.of(properties.getProperty("log.dirs")));
    var server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop"));
    server.startup();
    owner.println(READY);
    owner.flush();
    server.awaitShutdown();
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }

  /// Kafka writes `meta.properties` last, so its absence means new or half-formatted.
  private static void formatIfNew(Path logDirectory) throws Exception {
    if (Files.exists(logDirectory.resolve("meta.properties"))) {
      return;
    }
    new Formatter()
        .setNodeId(Integer.parseInt(BrokerProperties.NODE_ID))
        .setClusterId(Uuid.randomUuid().toString())
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
        .setHasDynamicQuorum(false)
        .setDirectories(List.of(logDirectory.toString()))
        .setMetadataLogDirectory(logDirectory.toString())
        .setPrintStream(System.err)
        .run();
  }

  /// Ctrl-C in a terminal reaches the whole process group; the owner still needs its broker to
  /// drain. By reflection, because javac warns of `sun.misc` and the build fails on warnings.
  private static void ignoreTerminalInterrupts() throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    signal
        .getMethod("handle", signal, handler)
        .invoke(
            null,
            signal.getConstructor(String.class).newInstance("INT"),
            handler.getField("SIG_IGN").get(null));
  }

  private static void exitAtEndOf(InputStream leash) {
    try {
      leash.transferTo(PrintStream.nullOutputStream());
    } catch (IOException _) {
      // a broken leash is an ended one
    }
    Thread.ofPlatform().start(() -> System.exit(0));
    try {
      Thread.sleep(LONGEST_STOP);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }
}
