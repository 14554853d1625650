package dev.ninestep.app.configuration;

import dev.ninestep.app.configuration.Layer.Leaf;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The values of settings that have been checked.
///
/// @param stacked every layer, laid over each other
record Values(Layer stacked) {

  /// What is wrong with a setting, if anything.
  Optional<String> problem(Setting<?> setting) {
    var leaf = Optional.ofNullable(stacked.leaves().get(setting.key()));
    if (leaf.isEmpty()) {
      return setting.isRequired()
          ? Optional.of("%s: required, %s".formatted(setting.key(), setting.form().expected()))
          : Optional.empty();
    }
    return setting.form().read().apply(leaf.get().text()).isPresent()
        ? Optional.empty()
        : Optional.of(
            "%s: expected %s, not '%s' (from %s)"
                .formatted(
                    setting.key(),
                    setting.form().expected(),
                    leaf.get().text(),
                    leaf.get().origin()));
  }

  /// The value of a setting that is required or has a default.
  <T> T get(Setting<T> setting) {
    return find(setting).orElseThrow();
  }

  /// The value of a setting, or its default, if there is either.
  <T> Optional<T> find(Setting<T> setting) {
    return Optional.ofNullable(stacked.leaves().get(setting.key()))
        .map(Leaf::text)
        .or(setting::byDefault)
        .flatMap(setting.form().read());
  }

  /// Whether a setting was given, default or not.
  boolean has(Setting<?> setting) {
    return stacked.leaves().containsKey(setting.key());
  }

  /// Every value below a key, by the rest of its key.
  Map<String, String> below(String prefix) {
    var found = new TreeMap<String, String>();
    stacked
        .leaves()
        .forEach((key, leaf) -> {
          if (key.startsWith(prefix)) {
            found.put(key.substring(prefix.length()), leaf.text());
          }
        });
    return found;
  }

  /// How many resources are configured, at least one.
  int resources() {
    return Math.max(1, elements("resources"));
  }

  /// How many receivers of revocations are configured.
  int signals() {
    return elements("signals");
  }

  private int elements(String list) {
    return stacked.leaves().keySet().stream()
        .filter(key -> key.matches(list + "\\.\\d{1,3}\\..*"))
        .mapToInt(key -> Integer.parseInt(key.split("\\.")[1]) + 1)
        .max()
        .orElse(0);
  }
}
