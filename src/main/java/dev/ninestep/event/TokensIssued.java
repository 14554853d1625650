package dev.ninestep.event;

import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;
import java.time.Instant;

/// Tokens were written to the connection of the request that won them.
///
/// @param attempt the presentation that won them
/// @param client who got them
/// @param generation the generation of the new refresh token; 0 when there is none
/// @param accessTokenId the `jti` of the new access token
/// @param scope what the access token allows
/// @param accessExpiresAt when the access token lapses
public record TokensIssued(
    AttemptId attempt,
    ClientId client,
    int generation,
    String accessTokenId,
    Scope scope,
    Instant accessExpiresAt)
    implements Event, Event.Told {

  @Override
  public Step step() {
    return generation <= 1 ? Step.TOKEN : Step.REFRESH;
  }
}
