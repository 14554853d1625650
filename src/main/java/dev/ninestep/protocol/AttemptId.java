package dev.ninestep.protocol;

import java.util.HexFormat;
import java.util.Optional;

/// Names one presentation of a code or refresh token. The fold remembers the attempt that won, so a
/// pod knows from the state alone whether it was its own.
///
/// @param value 64 random bits, unique within a flow
public record AttemptId(long value) {

  /// Reads the written form.
  ///
  /// @param text 16 lower-case hex digits
  /// @return the id, or empty when the text is anything else
  public static Optional<AttemptId> parse(String text) {
    return text.length() == 16 && Characters.areLowerHex(text)
        ? Optional.of(new AttemptId(HexFormat.fromHexDigitsToLong(text)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(value);
  }
}
