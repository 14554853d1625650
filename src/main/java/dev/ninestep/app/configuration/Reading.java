package dev.ninestep.app.configuration;

import java.util.List;

/// What came of reading a configuration.
public sealed interface Reading {

  /// It can be used.
  ///
  /// @param configuration what it says
  /// @param warnings what is probably not meant, one sentence each
  record Usable(Configuration configuration, List<String> warnings) implements Reading {}

  /// It cannot be used.
  ///
  /// @param problems everything that is wrong, one sentence each, beginning with the key
  record Unusable(List<String> problems) implements Reading {}
}
