package dev.ninestep.step;

import dev.ninestep.protocol.AccessToken;

/// How an access token is to be sent.
///
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-7.1 RFC 6749 §7.1
final class TokenType {

  private TokenType() {}

  /// The `token_type` of a token.
  ///
  /// @param token the token
  /// @return `DPoP` when it is bound to a key, else `Bearer`
  static String of(AccessToken token) {
    return token.key().isPresent() ? "DPoP" : "Bearer";
  }
}
