package dev.ninestep.trace;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;

/// In what something that was asked differs from what it was held against.
public sealed interface Difference {

  /// In nothing: the two are the same, byte for byte.
  record None() implements Difference {}

  /// They part at a byte.
  ///
  /// @param column how many characters stand before it, to draw a caret below it
  /// @param offset how many bytes stand before it, in UTF-8
  /// @param asked the byte that was asked, 0 to 255; empty when that text had ended
  /// @param known the byte on the other side; empty when that text had ended
  record AtByte(int column, int offset, OptionalInt asked, OptionalInt known)
      implements Difference {}

  /// They are lists in which the order says nothing.
  ///
  /// @param onlyAsked what was asked and is not on the other side
  /// @param onlyKnown what is on the other side and was not asked
  record OfSets(List<String> onlyAsked, List<String> onlyKnown) implements Difference {

    /// Copies the lists.
    public OfSets {
      onlyAsked = List.copyOf(onlyAsked);
      onlyKnown = List.copyOf(onlyKnown);
    }
  }

  /// Compares texts that should be equal.
  ///
  /// @param asked what was asked
  /// @param known what it is held against
  /// @return the first byte in which they differ, or none
  static Difference ofBytes(String asked, String known) {
    var ours = asked.getBytes(StandardCharsets.UTF_8);
    var theirs = known.getBytes(StandardCharsets.UTF_8);
    var offset = Arrays.mismatch(ours, theirs);
    if (offset < 0) {
      return new None();
    }
    var column = CharBuffer.wrap(asked).mismatch(CharBuffer.wrap(known));
    return new AtByte(column, offset, at(ours, offset), at(theirs, offset));
  }

  private static OptionalInt at(byte[] bytes, int offset) {
    return offset < bytes.length ? OptionalInt.of(bytes[offset] & 0xff) : OptionalInt.empty();
  }

  /// Compares lists written with blanks between, such as scopes.
  ///
  /// @param asked what was asked
  /// @param known what it is held against
  /// @return what each side has alone, or none
  static Difference ofSets(String asked, String known) {
    var ours = words(asked);
    var theirs = words(known);
    var onlyAsked = ours.stream().filter(word -> !theirs.contains(word)).toList();
    var onlyKnown = theirs.stream().filter(word -> !ours.contains(word)).toList();
    return onlyAsked.isEmpty() && onlyKnown.isEmpty()
        ? new None()
        : new OfSets(onlyAsked, onlyKnown);
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).distinct().toList();
  }

  /// A byte in two digits.
  ///
  /// @param value 0 to 255
  /// @return in hexadecimal
  static String hex(int value) {
    return HexFormat.of().toHexDigits((byte) value);
  }
}
