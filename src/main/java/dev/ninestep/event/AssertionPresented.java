package dev.ninestep.event;

import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;
import java.time.Instant;

/// A client proved who it is with a JWT that counts once. Whether this was the first time is what
/// the order of the log decides.
///
/// @param attempt names this presentation
/// @param client who presented it
/// @param idHash SHA-256 of the client_id and the JWT's `jti`, base64url: what it is kept under
/// @param expiresAt when the JWT lapses, and with it what is kept
/// @param caller who called
public record AssertionPresented(
    AttemptId attempt, ClientId client, String idHash, Instant expiresAt, Caller caller)
    implements Event {

  @Override
  public Step step() {
    return Step.TOKEN;
  }
}
