package dev.ninestep.event;

import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.KeyThumbprint;
import dev.ninestep.protocol.Step;
import java.time.Instant;

/// A client showed with a DPoP proof that it holds a key. Whether the proof came for the first time
/// is what the order of the log decides; what is issued in the same exchange is bound to the key.
///
/// @param attempt names this presentation
/// @param client who presented it
/// @param key the thumbprint of the key
/// @param idHash SHA-256 of the thumbprint and the proof's `jti`, base64url: what it is kept under
/// @param expiresAt when the proof lapses, and with it what is kept
/// @param caller who called
public record ProofPresented(
    AttemptId attempt,
    ClientId client,
    KeyThumbprint key,
    String idHash,
    Instant expiresAt,
    Caller caller)
    implements Event {

  @Override
  public Step step() {
    return Step.TOKEN;
  }
}
