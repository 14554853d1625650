package dev.ninestep.app.configuration;

import java.util.Locale;
import java.util.Optional;

/// One key of the configuration.
///
/// @param key its path, with `*` for the number of a list's element, and at its end for names that
///   anybody chooses
/// @param form how its value is written
/// @param presence what happens when it is not given
/// @param meaning what it does, in one sentence
/// @param <T> what its value means
record Setting<T>(String key, Form<T> form, Presence presence, String meaning) {

  /// The beginning of the name of every environment variable.
  static final String ENVIRONMENT = "NINESTEP_";

  /// What happens when a setting is not given.
  sealed interface Presence {

    /// A default takes its place.
    record Default(String text) implements Presence {}

    /// The configuration is unusable.
    record Required() implements Presence {}

    /// Nothing.
    record Optional() implements Presence {}
  }

  /// Whether its last name is one that anybody chooses.
  boolean isOpen() {
    return key.endsWith(".*");
  }

  /// Whether a key is one of it.
  ///
  /// @param general the key, with `*` for the number of a list's element
  boolean isOf(String general) {
    return isOpen()
        ? general.length() >= key.length() && general.startsWith(key.substring(0, key.length() - 1))
        : key.equals(general);
  }

  static <T> Setting<T> of(String key, Form<T> form, String byDefault, String meaning) {
    return new Setting<>(key, form, new Presence.Default(byDefault), meaning);
  }

  static <T> Setting<T> required(String key, Form<T> form, String meaning) {
    return new Setting<>(key, form, new Presence.Required(), meaning);
  }

  static <T> Setting<T> optional(String key, Form<T> form, String meaning) {
    return new Setting<>(key, form, new Presence.Optional(), meaning);
  }

  /// The setting of one element of a list.
  Setting<T> at(int index) {
    return new Setting<>(key.replace("*", Integer.toString(index)), form, presence, meaning);
  }

  Optional<String> byDefault() {
    return presence instanceof Presence.Default(var text) ? Optional.of(text) : Optional.empty();
  }

  boolean isRequired() {
    return presence instanceof Presence.Required;
  }

  /// The environment variable that overrides it: dots and dashes become underscores.
  String variable() {
    return ENVIRONMENT + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
