package dev.ninestep.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The parameters of a request as they were sent: every name with all its values. An empty value
/// counts as absent.
///
/// @param values the values by name; names are case-sensitive
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-3.1 RFC 6749 §3.1
public record Parameters(Map<String, List<String>> values) {

  /// Copies the map and drops empty values.
  public Parameters {
    var kept = new TreeMap<String, List<String>>();
    values.forEach((name, all) -> {
      var present = all.stream().filter(value -> !value.isEmpty()).toList();
      if (!present.isEmpty()) {
        kept.put(name, present);
      }
    });
    values = Map.copyOf(kept);
  }

  /// Parameters that each came once.
  ///
  /// @param values the value by name
  /// @return the parameters
  public static Parameters of(Map<String, String> values) {
    var lists = new TreeMap<String, List<String>>();
    values.forEach((name, value) -> lists.put(name, List.of(value)));
    return new Parameters(lists);
  }

  /// The value of a parameter.
  ///
  /// @param name the parameter
  /// @return its first value, or empty when it is absent
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).map(List::getFirst);
  }

  /// Whether a parameter is there.
  ///
  /// @param name the parameter
  /// @return true when it came with a value
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /// A parameter that came more than once, other than `resource`, which RFC 8707 lets repeat.
  ///
  /// @return the first such name in alphabetical order, or empty
  public Optional<String> repeated() {
    return values.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1 && !entry.getKey().equals("resource"))
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst();
  }

  /// All values of a parameter.
  ///
  /// @param name the parameter
  /// @return the values in the order sent, empty when it is absent
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /// The names alone: parameters may hold secrets.
  @Override
  public String toString() {
    return "Parameters" + values.keySet();
  }
}
