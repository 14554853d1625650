package dev.ninestep.doctor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Every value that must not be printed, and the shell variable that stands for it.
final class Secrets {

  private final Map<String, Variable> byValue = new LinkedHashMap<>();

  /// What stands for a value in a command line.
  ///
  /// @param name its name, without the dollar sign
  /// @param origin where whoever repeats the command gets the value
  record Variable(String name, String origin) {}

  /// Remembers a value.
  ///
  /// @return the value itself
  String keep(String value, String name, String origin) {
    if (!value.isEmpty()) {
      var variable = new Variable(name, origin);
      byValue.putIfAbsent(value, variable);
      byValue.putIfAbsent(URLEncoder.encode(value, StandardCharsets.UTF_8), variable);
    }
    return value;
  }

  /// The text with variables in place of values.
  String hide(String text) {
    var hidden = text;
    // A value may be part of a longer one.
    var longestFirst =
        byValue.entrySet().stream().sorted(Comparator.comparingInt(Secrets::shortness)).toList();
    for (var kept : longestFirst) {
      hidden = hidden.replace(kept.getKey(), "$" + kept.getValue().name());
    }
    return hidden;
  }

  private static int shortness(Map.Entry<String, Variable> kept) {
    return -kept.getKey().length();
  }

  /// Where the variables come from, by name.
  Map<String, String> origins() {
    var origins = new LinkedHashMap<String, String>();
    byValue.values().forEach(variable -> origins.putIfAbsent(variable.name(), variable.origin()));
    return origins;
  }

  @Override
  public String toString() {
    return origins().keySet().toString();
  }
}
