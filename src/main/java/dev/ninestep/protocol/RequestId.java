package dev.ninestep.protocol;

import java.util.HexFormat;
import java.util.Optional;

/// Names one HTTP exchange, so that its facts and its line in an access log can be put side by
/// side. 128 random bits, written as 32 lower-case hex digits.
///
/// @param high the first 64 bits
/// @param low the last 64 bits
public record RequestId(long high, long low) implements Comparable<RequestId> {

  private static final int LENGTH = 32;

  /// Reads the written form.
  ///
  /// @param text 32 lower-case hex digits
  /// @return the id, or empty when the text is anything else
  public static Optional<RequestId> parse(String text) {
    if (text.length() != LENGTH || !Characters.areLowerHex(text)) {
      return Optional.empty();
    }
    return Optional.of(
        new RequestId(
            HexFormat.fromHexDigitsToLong(text, 0, 16),
            HexFormat.fromHexDigitsToLong(text, 16, LENGTH)));
  }

  @Override
  public int compareTo(RequestId other) {
    var first = Long.compareUnsigned(high, other.high);
    return first != 0 ? first : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return HexDigits.of(high, low);
  }
}
