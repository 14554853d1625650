package dev.ninestep.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a caller may choose about an embedded broker.
///
/// @param classPath where the broker's JVM finds Kafka's server and this package
/// @param advertisedProxyPort a port on 127.0.0.1 that clients of the second listener are told to
///   connect to, where a fault proxy stands between them and the broker; empty: no such listener
/// @param shortLived whether the broker is compiled for a quick start and not for a long run
public record KafkaOptions(String classPath, OptionalInt advertisedProxyPort, boolean shortLived) {

  /// The system property that names the directory of jars needed by embedded servers only.
  public static final String LIBRARY_PROPERTY = "ninestep.lib.dev";

  /// The class path of this JVM, followed by the jars of the directory `ninestep.lib.dev` if there
  /// is one; no proxy; long-lived.
  ///
  /// @throws IOException when that directory cannot be read
  public static KafkaOptions defaults() throws IOException {
    var own = new KafkaOptions(System.getProperty("java.class.path"), OptionalInt.empty(), false);
    String library = System.getProperty(LIBRARY_PROPERTY);
    return library != null && Files.isDirectory(Path.of(library))
        ? own.withLibrary(Path.of(library))
        : own;
  }

  /// Adds every jar of `directory` to the class path, in the order of their names.
  public KafkaOptions withLibrary(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      String jars =
          files
              .map(file -> file.toAbsolutePath().toString())
              .filter(file -> file.endsWith(".jar"))
              .sorted()
              .collect(Collectors.joining(":"));
      return new KafkaOptions(classPath + ":" + jars, advertisedProxyPort, shortLived);
    }
  }

  /// Opens the second listener, [EmbeddedKafka#portBehindProxy()], which sends its clients to
  /// `port`.
  public KafkaOptions behindProxy(int port) {
    return new KafkaOptions(classPath, OptionalInt.of(port), shortLived);
  }

  /// For tests: starts on about half the processor time, by leaving out the optimising compiler.
  public KafkaOptions forShortLife() {
    return new KafkaOptions(classPath, advertisedProxyPort, true);
  }
}
