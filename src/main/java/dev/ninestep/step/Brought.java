package dev.ninestep.step;

import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.AuthorizationCode;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RefreshToken;
import java.util.Optional;

/// What a token request brings, opened before anything is decided about it. That it opens proves
/// that this server made it, and so to which flow it belongs; not that it still counts, nor that
/// whoever brings it may.
///
/// @param code the code, if the request redeems one and it opened
/// @param refreshToken the refresh token, if the request presents one and it opened
/// @param subject the access token to be narrowed, if the request brings one of this server's
record Brought(
    Optional<AuthorizationCode> code,
    Optional<RefreshToken> refreshToken,
    Optional<AccessToken> subject) {

  private static final Brought NOTHING =
      new Brought(Optional.empty(), Optional.empty(), Optional.empty());

  /// Opens what a request brings.
  ///
  /// @param request the request
  /// @param with whom the steps work with
  static Brought of(TokenRequest request, Collaborators with) {
    var form = request.form();
    return switch (request.type()) {
      case CODE ->
          new Brought(
              form.get("code").flatMap(with.sealed()::openCode),
              Optional.empty(),
              Optional.empty());
      case REFRESH ->
          new Brought(
              Optional.empty(),
              form.get("refresh_token").flatMap(with.sealed()::openRefreshToken),
              Optional.empty());
      case EXCHANGE ->
          new Brought(
              Optional.empty(),
              Optional.empty(),
              form.get("subject_token").flatMap(new IssuedTokens(with)::accessToken));
      case CLIENT, IDENTITY -> NOTHING;
    };
  }

  /// The flow it belongs to, if anything opened.
  Optional<FlowId> flow() {
    return refreshToken
        .map(RefreshToken::flow)
        .or(() -> code.map(AuthorizationCode::flow))
        .or(() -> subject.map(AccessToken::flow));
  }
}
