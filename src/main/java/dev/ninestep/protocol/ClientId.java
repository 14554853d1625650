package dev.ninestep.protocol;

import java.util.Optional;

/// A `client_id`: 1 to 512 visible ASCII characters without space, as an authorization server may
/// have issued them.
///
/// @param value the identifier, byte for byte
/// @spec https://www.rfc-editor.org/rfc/rfc6749#appendix-A.1 RFC 6749 Appendix A.1
public record ClientId(String value) {

  private static final int LONGEST = 512;

  /// @throws IllegalArgumentException when the value is not of the form
  public ClientId {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("not a client_id");
    }
  }

  /// Reads a client_id as a request carries it.
  ///
  /// @param text the parameter's value
  /// @return the client_id, or empty when it is not of the form
  public static Optional<ClientId> parse(String text) {
    return isWellFormed(text) ? Optional.of(new ClientId(text)) : Optional.empty();
  }

  /// Whether it is a URL, and so names the document that describes the client. No id that this
  /// server makes is one.
  ///
  /// @return true for `https:` and `http:` in any case
  public boolean isUrl() {
    return value.regionMatches(true, 0, "https:", 0, 6)
        || value.regionMatches(true, 0, "http:", 0, 5);
  }

  private static boolean isWellFormed(String text) {
    return !text.isEmpty() && text.length() <= LONGEST && Characters.areVisible(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
