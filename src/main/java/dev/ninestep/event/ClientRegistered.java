package dev.ninestep.event;

import dev.ninestep.protocol.ClientAuthMethod;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ClientName;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;
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
/// @param caller who called
public record ClientRegistered(
    ClientId client,
    ClientName name,
    List<RedirectUri> redirectUris,
    ClientAuthMethod authMethod,
    Optional<String> secretHash,
    List<String> grantTypes,
    Scope scope,
    Caller caller)
    implements Event {

  /// Copies the lists.
  public ClientRegistered {
    redirectUris = List.copyOf(redirectUris);
    grantTypes = List.copyOf(grantTypes);
  }

  @Override
  public Step step() {
    return Step.REGISTRATION;
  }
}
