package dev.ninestep.protocol;

import java.nio.charset.StandardCharsets;

/// Numbers as lower-case hex digits. Every fact has four ids of 128 bits.
final class HexDigits {

  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
  private static final int OF_ONE = 16;

  private HexDigits() {}

  /// The 32 digits of 128 bits.
  static String of(long high, long low) {
    var digits = new byte[2 * OF_ONE];
    put(high, digits, OF_ONE);
    put(low, digits, 2 * OF_ONE);
    return new String(digits, StandardCharsets.ISO_8859_1);
  }

  private static void put(long value, byte[] digits, int end) {
    var rest = value;
    for (var i = end - 1; i >= end - OF_ONE; i--) {
      digits[i] = DIGITS[(int) (rest & 0xf)];
      rest >>>= 4;
    }
  }
}
