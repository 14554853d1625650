package dev.ninestep.protocol;

import java.time.Instant;
import java.util.Optional;

/// What a sealed authorization code carries: all that only its redemption needs, so that no memory
/// has to keep it.
///
/// @param flow the flow the code belongs to, which becomes the grant
/// @param client the only client that may redeem it
/// @param account who consented
/// @param redirectUri the redirect_uri the authorization request used, byte for byte
/// @param challenge what the verifier must answer
/// @param scope what was consented to
/// @param resource the audience that was consented to
/// @param expiresAt when it lapses, in the log's time: a hint, for the fold decides
/// @param key the key whose holder alone may redeem it; none when the request named none
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2 RFC 6749 §4.1.2
public record AuthorizationCode(
    FlowId flow,
    ClientId client,
    AccountId account,
    RedirectUri redirectUri,
    CodeChallenge challenge,
    Scope scope,
    ResourceUri resource,
    Instant expiresAt,
    Optional<KeyThumbprint> key) {

  /// A code that is bound to no key.
  ///
  /// @param flow the flow the code belongs to
  /// @param client the only client that may redeem it
  /// @param account who consented
  /// @param redirectUri the redirect_uri the authorization request used
  /// @param challenge what the verifier must answer
  /// @param scope what was consented to
  /// @param resource the audience that was consented to
  /// @param expiresAt when it lapses
  public AuthorizationCode(
      FlowId flow,
      ClientId client,
      AccountId account,
      RedirectUri redirectUri,
      CodeChallenge challenge,
      Scope scope,
      ResourceUri resource,
      Instant expiresAt) {
    this(
        flow,
        client,
        account,
        redirectUri,
        challenge,
        scope,
        resource,
        expiresAt,
        Optional.empty());
  }
}
