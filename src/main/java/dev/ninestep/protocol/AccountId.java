package dev.ninestep.protocol;

import java.util.HexFormat;
import java.util.Optional;

/// Names one account: never a name, never an e-mail address. It is the `sub` of every token and the
/// only personal thing the log holds. 128 random bits, written as 32 lower-case hex digits.
///
/// @param high the first 64 bits
/// @param low the last 64 bits
public record AccountId(long high, long low) implements Comparable<AccountId> {

  private static final int LENGTH = 32;

  /// Reads the written form.
  ///
  /// @param text 32 lower-case hex digits
  /// @return the id, or empty when the text is anything else
  public static Optional<AccountId> parse(String text) {
    if (text.length() != LENGTH || !Characters.areLowerHex(text)) {
      return Optional.empty();
    }
    return Optional.of(
        new AccountId(
            HexFormat.fromHexDigitsToLong(text, 0, 16),
            HexFormat.fromHexDigitsToLong(text, 16, LENGTH)));
  }

  @Override
  public int compareTo(AccountId other) {
    var first = Long.compareUnsigned(high, other.high);
    return first != 0 ? first : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    var hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }
}
