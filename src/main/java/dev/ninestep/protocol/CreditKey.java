package dev.ninestep.protocol;

import java.util.Optional;
import java.util.regex.Pattern;

/// What whoever gives a credit calls it, so that it counts once however often it is sent: the
/// number of a payment, say.
///
/// @param value 1 to 64 letters, digits, dots, hyphens, underscores or colons
public record CreditKey(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  /// @throws IllegalArgumentException when it has another form
  public CreditKey {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("no key of a credit: " + value);
    }
  }

  /// Reads a key.
  ///
  /// @param text the text
  /// @return the key, or empty when the text is none
  public static Optional<CreditKey> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new CreditKey(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
