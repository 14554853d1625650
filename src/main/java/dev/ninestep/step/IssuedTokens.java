package dev.ninestep.step;

import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.IssuedToken;
import dev.ninestep.token.Verification;
import java.util.Optional;

/// Tells what a text is that somebody calls a token. No hint is needed: a refresh token is sealed,
/// an access token signed, and nothing is both.
///
/// @param with whom the steps work with
record IssuedTokens(Collaborators with) {

  /// Reads a token.
  ///
  /// @param text what was sent as `token`
  /// @return the token, or empty when this server did not issue it as a whole
  Optional<IssuedToken> read(String text) {
    return with.sealed()
        .openRefreshToken(text)
        .<IssuedToken>map(t -> t)
        .or(() -> accessToken(text));
  }

  /// Reads an access token.
  ///
  /// @param text what was sent
  /// @return the token, or empty when it is none of this server's
  Optional<AccessToken> accessToken(String text) {
    return switch (with.tokens().verify(text)) {
      case Verification.Verified(var token) -> Optional.of(token);
      case Verification.Malformed _, Verification.NotOurs _ -> Optional.empty();
    };
  }
}
