package dev.ninestep.protocol;

import java.time.Instant;
import java.util.Optional;

/// What a sealed refresh token carries.
///
/// @param flow the grant
/// @param client the only client that may present it
/// @param account who consented
/// @param scope what was consented to; a refresh may ask for less, never for more
/// @param resource the audience that was consented to
/// @param generation its place in the line: the code is generation 0, its redemption issues
///   generation 1
/// @param expiresAt when it lapses unused, in the log's time: a hint, for the fold decides
/// @param key the key whose holder alone may present it; none when any holder of the token may
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-1.5 RFC 6749 §1.5
public record RefreshToken(
    FlowId flow,
    ClientId client,
    AccountId account,
    Scope scope,
    ResourceUri resource,
    int generation,
    Instant expiresAt,
    Optional<KeyThumbprint> key)
    implements IssuedToken {

  /// A refresh token that is bound to no key.
  ///
  /// @param flow the grant
  /// @param client the only client that may present it
  /// @param account who consented
  /// @param scope what was consented to
  /// @param resource the audience that was consented to
  /// @param generation its place in the line
  /// @param expiresAt when it lapses unused
  public RefreshToken(
      FlowId flow,
      ClientId client,
      AccountId account,
      Scope scope,
      ResourceUri resource,
      int generation,
      Instant expiresAt) {
    this(flow, client, account, scope, resource, generation, expiresAt, Optional.empty());
  }
}
