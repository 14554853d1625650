package dev.ninestep.protocol;

import java.util.HexFormat;
import java.util.Optional;

/// Names one flow from its first step to its last call: the correlation id, the id of the grant
/// that comes of it, and the key of its facts in the log. 128 random bits, written as 32 lower-case
/// hex digits.
///
/// @param high the first 64 bits
/// @param low the last 64 bits
public record FlowId(long high, long low) implements Comparable<FlowId> {

  private static final int LENGTH = 32;

  /// Reads the written form.
  ///
  /// @param text 32 lower-case hex digits
  /// @return the id, or empty when the text is anything else
  public static Optional<FlowId> parse(String text) {
    if (text.length() != LENGTH || !Characters.areLowerHex(text)) {
      return Optional.empty();
    }
    return Optional.of(
        new FlowId(
            HexFormat.fromHexDigitsToLong(text, 0, 16),
            HexFormat.fromHexDigitsToLong(text, 16, LENGTH)));
  }

  @Override
  public int compareTo(FlowId other) {
    var first = Long.compareUnsigned(high, other.high);
    return first != 0 ? first : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return HexDigits.of(high, low);
  }
}
