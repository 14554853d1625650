package dev.ninestep.protocol;

import java.time.Instant;
import java.util.Optional;

/// A valid authorization request on its way through sign-in and consent. It travels sealed in the
/// page's address, so no pod has to keep it and nobody can change it.
///
/// @param flow the flow it began
/// @param client who asks
/// @param redirectUri where the answer goes, byte for byte
/// @param state what goes back with the answer, byte for byte
/// @param challenge what the verifier must answer
/// @param scope what is asked for
/// @param resource the audience
/// @param interaction how the user is to be dealt with
/// @param expiresAt when the request lapses undecided
/// @param key the key that the code will be bound to, if the request named one
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1 RFC 6749 §4.1.1
public record AuthorizationRequest(
    FlowId flow,
    ClientId client,
    RedirectUri redirectUri,
    Optional<String> state,
    CodeChallenge challenge,
    Scope scope,
    ResourceUri resource,
    Interaction interaction,
    Instant expiresAt,
    Optional<KeyThumbprint> key) {

  /// A request whose code will be bound to no key.
  ///
  /// @param flow the flow it began
  /// @param client who asks
  /// @param redirectUri where the answer goes
  /// @param state what goes back with the answer
  /// @param challenge what the verifier must answer
  /// @param scope what is asked for
  /// @param resource the audience
  /// @param interaction how the user is to be dealt with
  /// @param expiresAt when the request lapses undecided
  public AuthorizationRequest(
      FlowId flow,
      ClientId client,
      RedirectUri redirectUri,
      Optional<String> state,
      CodeChallenge challenge,
      Scope scope,
      ResourceUri resource,
      Interaction interaction,
      Instant expiresAt) {
    this(
        flow,
        client,
        redirectUri,
        state,
        challenge,
        scope,
        resource,
        interaction,
        expiresAt,
        Optional.empty());
  }
}
