package dev.ninestep.app.configuration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Some keys and their values, from one place.
///
/// @param leaves a text for each key; a list of texts is one text with commas
record Layer(Map<String, Leaf> leaves) {

  /// A value.
  ///
  /// @param text as it was written
  /// @param origin where: a file's name or an environment variable
  record Leaf(String text, String origin) {}

  static Layer of(Map<String, String> texts, String origin) {
    var leaves = new LinkedHashMap<String, Leaf>();
    texts.forEach((key, text) -> leaves.put(key, new Leaf(text, origin)));
    return new Layer(leaves);
  }

  /// Lays one over the other, leaf by leaf.
  ///
  /// @param layers the lowest first
  static Layer stack(List<Layer> layers) {
    var leaves = new LinkedHashMap<String, Leaf>();
    layers.forEach(layer -> leaves.putAll(layer.leaves));
    return new Layer(leaves);
  }
}
