package dev.ninestep.protocol;

import java.util.Optional;

/// A `client_name` fit to be shown: 1 to 200 characters, none of them a control, a bidirectional
/// override or of zero width. What a client calls itself proves nothing.
///
/// @param value the name
/// @spec https://www.rfc-editor.org/rfc/rfc7591#section-5 RFC 7591 §5
public record ClientName(String value) {

  private static final int LONGEST = 200;

  /// @throws IllegalArgumentException when the value is not of the form
  public ClientName {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("not a client_name");
    }
  }

  /// Reads a name as a registration carries it.
  ///
  /// @param text the member's value
  /// @return the name, or empty when it is blank, too long or has characters that deceive
  public static Optional<ClientName> parse(String text) {
    return isWellFormed(text) ? Optional.of(new ClientName(text)) : Optional.empty();
  }

  private static boolean isWellFormed(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST
        && text.codePoints().allMatch(ClientName::isPlain);
  }

  private static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  @Override
  public String toString() {
    return value;
  }
}
