package dev.ninestep.app.configuration;

import java.util.Optional;
import java.util.function.Function;

/// How a value is written.
///
/// @param expected what a text must be, to complete "expected …"
/// @param read reads a text; empty when it is not of the form
/// @param <T> what it means
record Form<T>(String expected, Function<String, Optional<T>> read) {

  /// A form whose reader throws when a text is not of it.
  static <T> Form<T> throwing(String expected, Function<String, T> read) {
    return new Form<>(
        expected,
        text -> {
          try {
            return Optional.of(read.apply(text));
          } catch (IllegalArgumentException _) {
            return Optional.empty();
          }
        });
  }
}
