package dev.ninestep.protocol;

import java.util.Optional;

/// What a public key is known by: the SHA-256 of its JWK, in 43 base64url characters.
///
/// @param value the thumbprint, as `jkt` and `dpop_jkt` have it
/// @spec https://www.rfc-editor.org/rfc/rfc7638#section-3 RFC 7638 §3
public record KeyThumbprint(String value) {

  /// @throws IllegalArgumentException when the value is not of the form
  public KeyThumbprint {
    if (CodeChallenge.parse(value).isEmpty()) {
      throw new IllegalArgumentException("not the thumbprint of a key");
    }
  }

  /// Reads a thumbprint as a request or a token carries it.
  ///
  /// @param text the parameter's or claim's value
  /// @return the thumbprint, or empty when it is not 43 base64url characters
  public static Optional<KeyThumbprint> parse(String text) {
    return CodeChallenge.parse(text).map(hash -> new KeyThumbprint(hash.value()));
  }

  @Override
  public String toString() {
    return value;
  }
}
