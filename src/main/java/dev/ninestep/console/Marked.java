package dev.ninestep.console;

import dev.ninestep.trace.Difference;
import java.util.Optional;

/// A text with the place marked where it differs from another.
///
/// @param before what is the same
/// @param mark the first character that differs; a sign for the end where the text is over
/// @param after the rest
public record Marked(String before, String mark, String after) {

  private static final String OVER = "∎";

  /// Marks a text that was compared with another.
  ///
  /// @param text the text
  /// @param difference in what the two differ
  /// @return the text in three; unmarked where they are lists
  public static Marked of(String text, Difference difference) {
    return switch (difference) {
      case Difference.AtByte place -> of(text, Optional.of(place.column()));
      case Difference.None _, Difference.OfSets _ -> of(text, Optional.empty());
    };
  }

  /// Marks a text.
  ///
  /// @param text the text
  /// @param differsAt where, if it differs
  /// @return the text in three
  public static Marked of(String text, Optional<Integer> differsAt) {
    if (differsAt.isEmpty() || differsAt.get() > text.length()) {
      return new Marked(text, "", "");
    }
    int at = differsAt.get();
    if (at == text.length()) {
      return new Marked(text, OVER, "");
    }
    var until = text.offsetByCodePoints(at, 1);
    return new Marked(text.substring(0, at), text.substring(at, until), text.substring(until));
  }
}
