package dev.ninestep.event;

import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.CodeChallenge;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;
import java.util.Optional;

/// A browser arrived with a valid authorization request.
///
/// @param client the client
/// @param redirectUri where it asked to be sent back to
/// @param scope what will be asked of the user
/// @param resource the audience
/// @param challenge the S256 challenge, which is a hash and so no secret
/// @param stateHash SHA-256 of the client's `state`, base64url, to find the flow by
/// @param caller who called
public record AuthorizationRequested(
    ClientId client,
    RedirectUri redirectUri,
    Scope scope,
    ResourceUri resource,
    CodeChallenge challenge,
    Optional<String> stateHash,
    Caller caller)
    implements Event, Event.Told {

  @Override
  public Step step() {
    return Step.AUTHORIZATION;
  }
}
