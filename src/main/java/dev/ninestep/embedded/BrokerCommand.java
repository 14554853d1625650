package dev.ninestep.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// How the broker's JVM is called.
final class BrokerCommand {

  /// Warnings only, to standard error. Kafka itself brings log4j as well, whose level is an option.
  private static final String LOGBACK =
      """
      <configuration>
        <appender name="ERR" class="ch.qos.logback.core.ConsoleAppender">
          <target>System.err</target>
          <encoder><pattern>%date %-5level [%thread] %logger - %message%n</pattern></encoder>
        </appender>
        <root level="WARN"><appender-ref ref="ERR"/></root>
      </configuration>
      """;

  private static final List<String> MEMORY =
      List.of("-Xmx512m", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError");

  /// Whoever waits for the log waits for its collector too: with the little room a serial one
  /// begins with it stopped every broker for 7 ms twice a second at 1,000 records a second, which
  /// is more than one record in a hundred.
  private static final List<String> FEW_PAUSES =
      List.of("-XX:+UseParallelGC", "-Xms192m", "-Xmn128m");

  private static final List<String> LITTLE_MEMORY =
      List.of("-XX:+UseSerialGC", "-Xms64m", "-XX:TieredStopAtLevel=1");

  /// Standard output belongs to one word of [BrokerMain], so the JVM must not speak there. Not
  /// `--enable-native-access`: the archive of classes then loses its modules.
  private static final List<String> QUIET =
      List.of(
          "-Xlog:disable",
          "-Xlog:all=error:stderr",
          "-XX:-UsePerfData",
          "--sun-misc-unsafe-memory-access=allow",
          "-Djava.awt.headless=true",
          "-Dlog4j2.level=WARN");

  private BrokerCommand() {}

  /// A broker at home in `home`, with these properties; not yet started, output not yet directed.
  ///
  /// The class path travels in the environment: Linux shows 4 KiB of a command line, and what
  /// identifies an [Orphan] must be within. Its entries may be relative, so the child stays in our
  /// working directory.
  static ProcessBuilder in(Path home, Path properties, KafkaOptions options) throws IOException {
    Path logback = home.resolve("logback.xml");
    Files.writeString(logback, LOGBACK);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(MEMORY);
    command.addAll(options.shortLived() ? LITTLE_MEMORY : FEW_PAUSES);
    command.addAll(QUIET);
    command.addAll(startOptions(home, options));
    command.add("-XX:ErrorFile=" + home.resolve("crash.log"));
    command.add("-Dlogback.configurationFile=" + logback);
    command.add(BrokerMain.class.getName());
    command.add(properties.toString());
    var builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", options.classPath());
    return builder;
  }

  /// A long-lived broker writes an archive of its loaded classes at its first stop (2 s, 55 MB) and
  /// starts from it later; the JVM makes none from directories of classes.
  private static List<String> startOptions(Path home, KafkaOptions options) {
    if (options.shortLived()) {
      return List.of();
    }
    boolean hasDirectory =
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
            .splitAsStream(options.classPath())
            .anyMatch(entry -> Files.isDirectory(Path.of(entry)));
    return hasDirectory
        ? List.of()
        : List.of(
            "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + home.resolve("classes.jsa"));
  }
}
