package dev.ninestep.protocol;

import java.util.Optional;

/// An S256 `code_challenge`: the 43 base64url characters of a SHA-256. There is no `plain`
/// challenge.
///
/// @param value the challenge as sent
/// @spec https://www.rfc-editor.org/rfc/rfc7636#section-4.2 RFC 7636 §4.2
public record CodeChallenge(String value) {

  private static final int LENGTH = 43;

  /// @throws IllegalArgumentException when the value is not of the form
  public CodeChallenge {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("not an S256 code_challenge");
    }
  }

  /// Reads a challenge as a request carries it.
  ///
  /// @param text the parameter's value
  /// @return the challenge, or empty when it is not 43 base64url characters
  public static Optional<CodeChallenge> parse(String text) {
    return isWellFormed(text) ? Optional.of(new CodeChallenge(text)) : Optional.empty();
  }

  private static boolean isWellFormed(String text) {
    return text.length() == LENGTH && text.chars().allMatch(CodeChallenge::isBase64Url);
  }

  private static boolean isBase64Url(int c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }
}
