package dev.ninestep.app.configuration;

import dev.ninestep.token.KeyRing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A configuration file and an environment, to be read.
///
/// @param yaml the file
/// @param environment the environment
public record Given(String yaml, Map<String, String> environment) {

  static final String RING = ring();

  private static String ring() {
    try {
      var file = Files.createTempDirectory("keys").resolve("keys.json");
      KeyRing.generate().write(file);
      var text = Files.readString(file);
      Files.delete(file);
      Files.delete(file.getParent());
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Given(String yaml) {
    this(yaml, Map.of());
  }

  /// A file, with both secrets in the environment.
  ///
  /// @param yaml the file
  /// @return both
  public static Given yaml(String yaml) {
    return new Given(yaml)
        .with("NINESTEP_POSTGRES_PASSWORD", "correct horse")
        .with("NINESTEP_KEYS", RING);
  }

  Given with(String variable, String value) {
    var more = new HashMap<>(environment);
    more.put(variable, value);
    return new Given(yaml, more);
  }

  /// The same file with one line more.
  Given over(String key, String value) {
    return new Given(yaml + "\"" + key + "\": " + value + "\n", environment);
  }

  /// What they say.
  ///
  /// @return the configuration, which has no problems
  public Configuration configuration() {
    return usable().configuration();
  }

  List<String> warnings() {
    return usable().warnings();
  }

  List<String> problems() {
    return read() instanceof Reading.Unusable(var problems) ? problems : List.of();
  }

  private Reading.Usable usable() {
    return switch (read()) {
      case Reading.Usable usable -> usable;
      case Reading.Unusable(var problems) -> throw new AssertionError(problems);
    };
  }

  private Reading read() {
    try {
      var directory = Files.createTempDirectory("configuration");
      var file = Files.writeString(directory.resolve("ninestep.yaml"), yaml);
      try {
        return new Sources(Map.of(), Optional.of(file), environment, Map.of()).read();
      } finally {
        Files.delete(file);
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
