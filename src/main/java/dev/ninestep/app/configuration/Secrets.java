package dev.ninestep.app.configuration;

import dev.ninestep.token.KeyRing;
import dev.ninestep.token.SecretFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// The secrets, each from a file that a setting names or from the environment.
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
          "keys", where(Settings.KEYS_FILE, KEYS),
          "signals.*.authorization",
              "a secret is not read from here; name its file in "
                  + SignalSettings.AUTHORIZATION.key());

  /// Why a key may not be given in a file.
  ///
  /// @return the reason, or empty when it may be
  static Optional<String> refusal(String key) {
    var known = Optional.ofNullable(REFUSED.get(key.replaceFirst("\\.\\d+\\.", ".*.")));
    return known.or(() -> isSecretOfKafka(key) ? Optional.of(KAFKA) : Optional.empty());
  }

  private static final String KAFKA =
      "a secret is not read from here; put it into the file that "
          + Settings.KAFKA_PROPERTIES_FILE.key()
          + " names, or into the environment";

  /// How the names of those properties end; a secret and a passphrase are those of OAUTHBEARER.
  private static final List<String> SECRETS_OF_KAFKA =
      List.of("password", "passphrase", "secret", "sasl.jaas.config", "ssl.keystore.key");

  private static boolean isSecretOfKafka(String key) {
    return key.startsWith(Settings.KAFKA_PROPERTIES)
        && SECRETS_OF_KAFKA.stream().anyMatch(key::endsWith);
  }

  /// The properties for Kafka's clients. The file may be open to others as long as no secret is in
  /// it; one that a provider of Kafka's fetches from elsewhere is not in it.
  ///
  /// @return the properties; none after a problem was said
  Map<String, String> kafkaProperties(Path file) {
    var key = Settings.KAFKA_PROPERTIES_FILE.key();
    var all = new HashMap<String, String>();
    try {
      var read = new Properties();
      read.load(new StringReader(Files.readString(file)));
      read.forEach((name, text) -> all.put(name.toString(), text.toString()));
      if (all.entrySet().stream().anyMatch(Secrets::isSecret)) {
        SecretFile.othersIn(file).ifPresent(why -> problems.add(key + ": " + why));
      }
    } catch (IOException e) {
      problems.add("%s: %s cannot be read (%s)".formatted(key, file, reason(e)));
    } catch (IllegalArgumentException e) {
      problems.add("%s: %s cannot be read (%s)".formatted(key, file, e.getMessage()));
    }
    return all;
  }

  private static boolean isSecret(Map.Entry<String, String> property) {
    return isSecretOfKafka(Settings.KAFKA_PROPERTIES + property.getKey())
        && !property.getValue().startsWith("${");
  }

  private static String where(Setting<Path> setting, String variable) {
    return "a secret is not read from here; name its file in %s or give it in %s"
        .formatted(setting.key(), variable);
  }

  /// The password of the database.
  ///
  /// @return the password; empty after a problem was said
  Secret password(Optional<Path> file) {
    var found =
        given(POSTGRES_PASSWORD)
            .or(() -> file.flatMap(it -> text(Settings.POSTGRES_PASSWORD_FILE.key(), it)));
    if (found.isEmpty() && file.isEmpty()) {
      problems.add(absent("database password", Settings.POSTGRES_PASSWORD_FILE, POSTGRES_PASSWORD));
    }
    return new Secret(found.orElse(""));
  }

  /// The one line of a file that is its owner's alone.
  ///
  /// @param key the setting that names the file
  /// @return the line; empty after a problem was said
  Optional<String> text(String key, Path file) {
    try {
      var text = SecretFile.read(file).strip();
      if (text.isEmpty()) {
        problems.add("%s: %s is empty".formatted(key, file));
      }
      return Optional.of(text);
    } catch (IllegalArgumentException e) {
      problems.add("%s: %s".formatted(key, e.getMessage()));
      return Optional.empty();
    } catch (IOException e) {
      problems.add("%s: %s cannot be read (%s)".formatted(key, file, reason(e)));
      return Optional.empty();
    }
  }

  /// The key ring.
  ///
  /// @return the ring; empty after a problem was said
  Optional<KeyRing> keyRing(Optional<Path> file) {
    var given = given(KEYS);
    if (given.isEmpty() && file.isEmpty()) {
      problems.add(absent("key ring", Settings.KEYS_FILE, KEYS));
      return Optional.empty();
    }
    try {
      return Optional.of(
          given.isPresent() ? KeyRing.parse(given.get()) : KeyRing.read(file.orElseThrow()));
    } catch (IOException e) {
      problems.add(
          "%s: %s cannot be read (%s)"
              .formatted(Settings.KEYS_FILE.key(), file.orElseThrow(), reason(e)));
    } catch (IllegalArgumentException e) {
      problems.add(
          "%s: %s".formatted(given.isPresent() ? KEYS : Settings.KEYS_FILE.key(), e.getMessage()));
    }
    return Optional.empty();
  }

  /// Whether the key ring is read from its file and not from the environment.
  boolean isRingInFile() {
    return given(KEYS).isEmpty();
  }

  private Optional<String> given(String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(text -> !text.isEmpty());
  }

  private static String absent(String what, Setting<Path> setting, String variable) {
    return "%s: there is no %s; name its file here or give it in %s"
        .formatted(setting.key(), what, variable);
  }

  /// What the class of a failure to read a file says that its message does not.
  static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      default -> String.valueOf(e.getMessage());
    };
  }
}
