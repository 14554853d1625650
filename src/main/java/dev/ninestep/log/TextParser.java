package dev.ninestep.log;

import org.jspecify.annotations.Nullable;

/// Reads a value off the bytes of a text, where they stand.
///
/// @param <T> the kind of value
@FunctionalInterface
interface TextParser<T> {

  /// The value of a text in UTF-8.
  ///
  /// @param bytes what holds the text
  /// @param from its first byte
  /// @param to one past its last
  /// @return the value, or null when the text is none
  @Nullable T parse(byte[] bytes, int from, int to);
}
