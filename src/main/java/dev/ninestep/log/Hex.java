package dev.ninestep.log;

import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Ids as lower-case hex digits. They are read off the bytes of a record, each once: a record has
/// four of them, and strings of them took a fifth of a replay.
final class Hex {

  private static final byte[] VALUES = new byte[256];

  static {
    Arrays.fill(VALUES, (byte) -1);
    for (var value = 0; value < 16; value++) {
      VALUES[Character.forDigit(value, 16)] = (byte) value;
    }
  }

  private static final int HALF = 16;
  private static final int UUID_LENGTH = 36;

  private Hex() {}

  /// Makes an id of its bits.
  @FunctionalInterface
  interface OfTwo<T> {

    /// The id.
    T of(long high, long low);
  }

  /// Reads an id of 128 bits.
  ///
  /// @return the id, or null when the text is not exactly 32 lower-case hex digits
  static <T> @Nullable T id(byte[] bytes, int from, int to, OfTwo<T> id) {
    if (to - from != 2 * HALF) {
      return null;
    }
    var high = 0L;
    var low = 0L;
    var all = 0;
    for (var i = from; i < from + HALF; i++) {
      var h = VALUES[bytes[i] & 0xff];
      var l = VALUES[bytes[i + HALF] & 0xff];
      high = high << 4 | h;
      low = low << 4 | l;
      all |= h | l;
    }
    return all < 0 ? null : id.of(high, low);
  }

  /// Makes an id of its bits.
  @FunctionalInterface
  interface OfOne<T> {

    /// The id.
    T of(long value);
  }

  /// Reads an id of 64 bits.
  ///
  /// @return the id, or null when the text is not exactly 16 lower-case hex digits
  static <T> @Nullable T id(byte[] bytes, int from, int to, OfOne<T> id) {
    if (to - from != HALF) {
      return null;
    }
    var value = 0L;
    var all = 0;
    for (var i = from; i < to; i++) {
      var v = VALUES[bytes[i] & 0xff];
      value = value << 4 | v;
      all |= v;
    }
    return all < 0 ? null : id.of(value);
  }

  /// Reads a UUID as [UUID#toString()] writes it.
  ///
  /// @return the UUID, or null when the text is of any other form
  static @Nullable UUID uuid(byte[] text) {
    if (text.length != UUID_LENGTH
        || text[8] != '-'
        || text[13] != '-'
        || text[18] != '-'
        || text[23] != '-') {
      return null;
    }
    var digits = new byte[2 * HALF];
    System.arraycopy(text, 0, digits, 0, 8);
    System.arraycopy(text, 9, digits, 8, 4);
    System.arraycopy(text, 14, digits, 12, 4);
    System.arraycopy(text, 19, digits, 16, 4);
    System.arraycopy(text, 24, digits, 20, 12);
    return id(digits, 0, digits.length, UUID::new);
  }
}
