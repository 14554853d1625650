package dev.ninestep.log;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// JSON exactly as this program writes it, for reading most records at a fraction of the cost: no
/// space, members in the order of their components, strings of printable ASCII without escapes.
///
/// Whoever meets anything else, right or wrong, gives up, and the data is read again from its start
/// by a parser that knows all of JSON. So this reader refuses nothing, and may not take for granted
/// what it has not seen.
final class PlainJson {

  private static final int MOST_DIGITS = 18;

  private final byte[] bytes;
  private int at;

  PlainJson(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Moves past a character, if it is the next.
  boolean takes(char next) {
    if (at < bytes.length && bytes[at] == next) {
      at++;
      return true;
    }
    return false;
  }

  /// Moves past a character and the text after it, if both are next.
  boolean takes(char first, byte[] then) {
    var end = at + 1 + then.length;
    if (end <= bytes.length
        && bytes[at] == first
        && Arrays.equals(bytes, at + 1, end, then, 0, then.length)) {
      at = end;
      return true;
    }
    return false;
  }

  /// Moves past a string.
  ///
  /// @return its value, or null when it is not plain or no such value
  <T> @Nullable T text(TextParser<T> parser) {
    if (!takes('"')) {
      return null;
    }
    var from = at;
    while (at < bytes.length && isPlain(bytes[at])) {
      at++;
    }
    var to = at;
    return takes('"') ? parser.parse(bytes, from, to) : null;
  }

  private static boolean isPlain(byte b) {
    return b >= ' ' && b < 0x7f && b != '"' && b != '\\';
  }

  /// Moves past a whole number.
  ///
  /// @return the number, or null when it is none, or longer than 18 digits, or negative
  @Nullable Long number() {
    var from = at;
    var value = 0L;
    while (at < bytes.length && at - from < MOST_DIGITS && isDigit(bytes[at])) {
      value = value * 10 + (bytes[at] - '0');
      at++;
    }
    var isCanonical = at == from + 1 || (at > from && bytes[from] != '0');
    return isCanonical ? value : null;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /// Whether nothing comes after what has been read.
  boolean isAtEnd() {
    return at == bytes.length;
  }
}
