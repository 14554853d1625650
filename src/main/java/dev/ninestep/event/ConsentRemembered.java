package dev.ninestep.event;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;

/// What a user allowed is remembered with the account: to say what is new when the client asks for
/// more, and not to ask again where that is safe.
///
/// @param account who allowed it
/// @param client to whom
/// @param redirectUri where the answer went
/// @param resource at which audience
/// @param scope what was allowed
/// @param clientVersion tells the metadata of the client that the user saw from any other
public record ConsentRemembered(
    AccountId account,
    ClientId client,
    RedirectUri redirectUri,
    ResourceUri resource,
    Scope scope,
    String clientVersion)
    implements Event {

  @Override
  public Step step() {
    return Step.CONSENT;
  }
}
