package dev.ninestep.app.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The two secrets, each from a file that a setting names or from the environment.
///
/// @param environment the environment
/// @param problems gets what is wrong
record Secrets(Map<String, String> environment, List<String> problems) {

  static final String POSTGRES_PASSWORD = "NINESTEP_POSTGRES_PASSWORD";
  static final String KEYS = "NINESTEP_KEYS";

  /// What somebody might put into a file that is meant to be read by others.
  private static final Map<String, String> REFUSED =
      Map.of(
          "postgres.password", where(Settings.POSTGRES_PASSWORD_FILE, POSTGRES_PASSWORD),
          "keys", where(Settings.KEYS_FILE, KEYS));

  /// Why a key may not be given in a file.
  ///
  /// @return the reason, or empty when it may be
  static Optional<String> refusal(String key) {
    var known = Optional.ofNullable(REFUSED.get(key));
    return known.or(() -> isSecretOfKafka(key) ? Optional.of(KAFKA) : Optional.empty());
  }

  private static final String KAFKA =
      "a secret is not read from here; put it into the file that "
          + Settings.KAFKA_PROPERTIES_FILE.key()
          + " names, or into the environment";

  private static boolean isSecretOfKafka(String key) {
    return key.startsWith(Settings.KAFKA_PROPERTIES)
        && (key.endsWith("password")
            || key.endsWith("sasl.jaas.config")
            || key.endsWith("ssl.keystore.key"));
  }

  private static String where(Setting<Path> setting, String variable) {
    return "a secret is not read from here; name its file in %s or give it in %s"
        .formatted(setting.key(), variable);
  }

  /// Reads a secret; the environment comes first.
  ///
  /// @param named the file a setting names
  Secret read(Setting<Path> setting, Optional<Path> named, String variable, String what) {
    var given = environment.getOrDefault(variable, "");
    if (!given.isEmpty()) {
      return new Secret(given);
    }
    if (named.isEmpty()) {
      problems.add(
          "%s: there is no %s; name its file here or give it in %s"
              .formatted(setting.key(), what, variable));
      return new Secret("");
    }
    try {
      var text = Files.readString(named.get()).strip();
      if (text.isEmpty()) {
        problems.add("%s: %s is empty".formatted(setting.key(), named.get()));
      }
      return new Secret(text);
    } catch (IOException e) {
      problems.add("%s: %s cannot be read (%s)".formatted(setting.key(), named.get(), reason(e)));
      return new Secret("");
    }
  }

  /// What the class of a failure to read a file says that its message does not.
  static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.NoSuchFileException _ -> "no such file";
      case java.nio.file.AccessDeniedException _ -> "permission denied";
      default -> String.valueOf(e.getMessage());
    };
  }
}
