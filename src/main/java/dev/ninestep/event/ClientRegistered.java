package dev.ninestep.event;

import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ClientName;
import dev.ninestep.protocol.KeySource;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;
import dev.ninestep.protocol.TokenBinding;
import java.util.List;
import java.util.Optional;

/// A client registered itself; or its id is a URL, and the document found there says this of it,
/// for the first time or otherwise than before. Its name is only what it calls itself.
///
/// @param client the client_id we gave it, or the URL of its document
/// @param name what it calls itself
/// @param redirectUris where it may be sent back to
/// @param authMethod how it will prove itself at the token endpoint
/// @param secretHash SHA-256 of the client secret, base64url; present for confidential clients only
/// @param grantTypes the grant types it may use
/// @param scope the scope it registered, empty when it named none
/// @param jwks its public keys as a JWK Set, when it registered them by value
/// @param jwksUri where its public keys are, when it registered them by reference
/// @param managementHash SHA-256 of the registration_access_token, base64url; absent when the
///   client cannot manage itself
/// @param binding what its access tokens must be bound to, when it says so
/// @param caller who called
public record ClientRegistered(
    ClientId client,
    ClientName name,
    List<RedirectUri> redirectUris,
    ClientAuthMethod authMethod,
    Optional<String> secretHash,
    List<String> grantTypes,
    Scope scope,
    Optional<String> jwks,
    Optional<String> jwksUri,
    Optional<String> managementHash,
    Optional<TokenBinding> binding,
    Caller caller)
    implements Event {

  /// Copies the lists.
  public ClientRegistered {
    redirectUris = List.copyOf(redirectUris);
    grantTypes = List.copyOf(grantTypes);
  }

  /// A client that brings no keys, binds no tokens and cannot manage itself.
  ///
  /// @param client the client_id we gave it
  /// @param name what it calls itself
  /// @param redirectUris where it may be sent back to
  /// @param authMethod how it will prove itself at the token endpoint
  /// @param secretHash SHA-256 of the client secret, base64url
  /// @param grantTypes the grant types it may use
  /// @param scope the scope it registered
  /// @param caller who called
  public ClientRegistered(
      ClientId client,
      ClientName name,
      List<RedirectUri> redirectUris,
      ClientAuthMethod authMethod,
      Optional<String> secretHash,
      List<String> grantTypes,
      Scope scope,
      Caller caller) {
    this(
        client,
        name,
        redirectUris,
        authMethod,
        secretHash,
        grantTypes,
        scope,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        caller);
  }

  /// Where its public keys are.
  ///
  /// @return the keys by value or by reference, or empty when it has none
  public Optional<KeySource> keys() {
    return jwks.<KeySource>map(KeySource.ByValue::new).or(() -> jwksUri.map(KeySource.At::new));
  }

  @Override
  public Step step() {
    return Step.REGISTRATION;
  }
}
