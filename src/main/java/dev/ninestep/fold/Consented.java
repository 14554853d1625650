package dev.ninestep.fold;

import dev.ninestep.event.ConsentRemembered;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;

/// One thing an account has allowed.
///
/// @param client to whom
/// @param redirectUri where the answer went
/// @param resource at which audience
/// @param scope what was allowed
/// @param clientVersion the metadata of the client that the user saw
public record Consented(
    ClientId client,
    RedirectUri redirectUri,
    ResourceUri resource,
    Scope scope,
    String clientVersion) {

  static Consented of(ConsentRemembered event) {
    return new Consented(
        event.client(),
        event.redirectUri(),
        event.resource(),
        event.scope(),
        event.clientVersion());
  }

  /// Whether it is about the same client and audience, whatever else may differ.
  ///
  /// @param asker the client
  /// @param audience the resource
  /// @return true when it is
  public boolean isAbout(ClientId asker, ResourceUri audience) {
    return client.equals(asker) && resource.equals(audience);
  }
}
