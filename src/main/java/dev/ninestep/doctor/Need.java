package dev.ninestep.doctor;

import java.util.Optional;

/// What a check cannot do without. When it is not there, neither is what builds on it.
enum Need {
  /// Everything can be tried.
  NOTHING,
  /// Somebody answers at the MCP URL.
  ANSWER(NOTHING),
  /// The metadata of the resource was found.
  RESOURCE_DOCUMENT(ANSWER),
  /// The metadata of the authorization server was found.
  SERVER_DOCUMENT(ANSWER),
  /// There is a client_id.
  CLIENT(ANSWER),
  /// A user has signed in and allowed.
  CODE(CLIENT),
  /// More codes can be had without asking the user again.
  MORE_CODES(CODE),
  /// The code has become an access token.
  TOKENS(CODE),
  /// The MCP server lets the token in.
  SESSION(TOKENS),
  /// A refresh token came with it.
  REFRESH_TOKEN(TOKENS);

  private final Optional<Need> foundation;

  Need() {
    foundation = Optional.empty();
  }

  Need(Need foundation) {
    this.foundation = Optional.of(foundation);
  }

  /// What this one builds on.
  Optional<Need> foundation() {
    return foundation;
  }
}
