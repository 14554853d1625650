package dev.ninestep.event;

import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.CodeChallenge;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.Step;
import java.time.Duration;

/// A client handed in a valid authorization request by itself, before any browser came.
///
/// @param client the client
/// @param redirectUri where it wants its user sent back to
/// @param challenge the S256 challenge, which is a hash and so no secret
/// @param lifetime how long a browser may take to come with it
/// @param caller who called
public record AuthorizationPushed(
    ClientId client,
    RedirectUri redirectUri,
    CodeChallenge challenge,
    Duration lifetime,
    Caller caller)
    implements Event {

  @Override
  public Step step() {
    return Step.AUTHORIZATION;
  }
}
