package dev.ninestep.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/// A `code_verifier`: 43 to 128 unreserved characters. A secret: it prints `[redacted]` and is
/// compared in constant time.
///
/// @param value the verifier as sent
/// @spec https://www.rfc-editor.org/rfc/rfc7636#section-4.1 RFC 7636 §4.1
public record CodeVerifier(String value) {

  private static final int SHORTEST = 43;
  private static final int LONGEST = 128;

  /// @throws IllegalArgumentException when the value is not of the form
  public CodeVerifier {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("not a code_verifier");
    }
  }

  /// Reads a verifier as a request carries it.
  ///
  /// @param text the parameter's value
  /// @return the verifier, or empty when it is not 43 to 128 unreserved characters
  public static Optional<CodeVerifier> parse(String text) {
    return isWellFormed(text) ? Optional.of(new CodeVerifier(text)) : Optional.empty();
  }

  /// Whether this verifier is the one the challenge was made of.
  ///
  /// @param challenge the challenge of the authorization request
  /// @return true when BASE64URL(SHA256(verifier)) equals the challenge
  /// @spec https://www.rfc-editor.org/rfc/rfc7636#section-4.6 RFC 7636 §4.6
  public boolean answers(CodeChallenge challenge) {
    return MessageDigest.isEqual(
        challenge().value().getBytes(StandardCharsets.US_ASCII),
        challenge.value().getBytes(StandardCharsets.US_ASCII));
  }

  /// Whether the client sent the challenge itself in place of the verifier: the commonest mistake
  /// of a hand-written client.
  ///
  /// @param challenge the challenge of the authorization request
  /// @return true when the two texts are equal
  public boolean isTheChallengeItself(CodeChallenge challenge) {
    return MessageDigest.isEqual(
        value.getBytes(StandardCharsets.US_ASCII),
        challenge.value().getBytes(StandardCharsets.US_ASCII));
  }

  /// The challenge this verifier answers.
  ///
  /// @return BASE64URL(SHA256(verifier))
  public CodeChallenge challenge() {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
      return new CodeChallenge(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static boolean isWellFormed(String text) {
    return text.length() >= SHORTEST
        && text.length() <= LONGEST
        && text.chars().allMatch(CodeVerifier::isUnreserved);
  }

  private static boolean isUnreserved(int c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
