package dev.ninestep.trace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A difference as plain text, below the two texts that differ.
final class DifferenceText {

  private static final int FIRST_VISIBLE = 0x21;
  private static final int LAST_VISIBLE = 0x7e;

  /// How wide the labels before the texts are.
  private static final int LABEL = 24;

  private DifferenceText() {}

  /// Draws a difference.
  ///
  /// @param difference the difference
  /// @param against what the other side is, in one word
  /// @return one line, empty when there is none; begins in the column of the texts
  static String of(Difference difference, String against) {
    return switch (difference) {
      case Difference.None _ -> "";
      case Difference.AtByte(var column, var offset, var asked, var known) ->
          "%s^ byte %d: %s, %s"
              .formatted(" ".repeat(column), offset, side("asked", asked), side(against, known));
      case Difference.OfSets(var onlyAsked, var onlyKnown) ->
          Stream.of(only("asked", onlyAsked), only(against, onlyKnown))
              .flatMap(Optional::stream)
              .collect(Collectors.joining("; "));
    };
  }

  private static String side(String name, OptionalInt value) {
    return value.isEmpty() ? name + " ends there" : name + " " + shown(value.getAsInt());
  }

  private static String shown(int value) {
    var hex = Difference.hex(value);
    return value >= FIRST_VISIBLE && value <= LAST_VISIBLE ? hex + " '" + (char) value + "'" : hex;
  }

  private static Optional<String> only(String side, List<String> words) {
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of("only " + side + ": " + String.join(" ", words));
  }

  /// What a step asked, beside what it has to agree with: in one line what agrees, in three each
  /// what does not.
  static List<String> of(List<Comparison> comparisons) {
    var same =
        comparisons.stream()
            .filter(Comparison::isSame)
            .collect(
                Collectors.groupingBy(
                    Comparison::against,
                    LinkedHashMap::new,
                    Collectors.mapping(Comparison::what, Collectors.joining(", "))))
            .entrySet()
            .stream()
            .map(both -> "as " + both.getKey() + ": " + both.getValue())
            .collect(Collectors.joining("; "));
    return Stream.concat(
            Stream.of(same).filter(line -> !line.isEmpty()),
            comparisons.stream().filter(it -> !it.isSame()).flatMap(it -> lines(it).stream()))
        .toList();
  }

  private static List<String> lines(Comparison it) {
    var indent = " ".repeat(LABEL);
    return List.of(
        label(it.what(), "asked") + it.asked(),
        label("", it.against()) + it.known(),
        indent
            + of(it.difference(), it.against())
            + it.excuse().map(why -> ", and may: " + why).orElse(""));
  }

  private static String label(String what, String side) {
    return String.format(Locale.ROOT, "%-12s %-10s ", what, side);
  }
}
