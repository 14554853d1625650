package dev.ninestep.protocol;

import java.util.HexFormat;
import java.util.Optional;

/// Names one life of a pod as one that counts the calls of accounts and charges them. What a till
/// has charged an account only ever grows, so that a charge told twice counts once.
///
/// @param value 64 random bits
public record TillId(long value) {

  private static final int LENGTH = 16;

  /// Reads the written form.
  ///
  /// @param text 16 lower-case hex digits
  /// @return the id, or empty when the text is anything else
  public static Optional<TillId> parse(String text) {
    return text.length() == LENGTH && Characters.areLowerHex(text)
        ? Optional.of(new TillId(HexFormat.fromHexDigitsToLong(text)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(value);
  }
}
