package dev.ninestep.event;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.util.Arrays;
import java.util.Map;

/// What people read about a refusal.
///
/// @param description for whoever reads the response
/// @param cause for the support agent
/// @param fix for the user
/// @param rule the document and section that asks for it
record RefusalText(String description, String cause, String fix, String rule) {

  private static final Map<String, RefusalText> ALL = RefusalTexts.read();

  /// The text of a constant.
  ///
  /// @param name the constant's name
  /// @return its text
  /// @throws IllegalStateException if there is none
  static RefusalText of(String name) {
    var text = ALL.get(name);
    if (text == null) {
      throw new IllegalStateException("no text in refusals/*.md for " + name);
    }
    return text;
  }

  /// Refuses texts that nothing shows.
  ///
  /// @param refusals all constants
  /// @throws IllegalStateException if a text is under another name
  static void requireNoOrphan(Refusal[] refusals) {
    var names = Arrays.stream(refusals).map(Refusal::name).collect(toSet());
    var orphans = ALL.keySet().stream().filter(name -> !names.contains(name)).sorted();
    var named = orphans.collect(joining(", "));
    if (!named.isEmpty()) {
      throw new IllegalStateException("a text in refusals/*.md but no refusal: " + named);
    }
  }
}
