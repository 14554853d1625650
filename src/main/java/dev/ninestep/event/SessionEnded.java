package dev.ninestep.event;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Step;
import java.time.Instant;

/// A user signed out in one browser: the session counts nowhere any more.
///
/// @param account whose session
/// @param session names the session; who knows the name can do nothing with it
/// @param expiresAt when the session would have ended however much it was used
public record SessionEnded(AccountId account, String session, Instant expiresAt)
    implements Event, Event.Ending {

  @Override
  public Step step() {
    return Step.AUTHORIZATION;
  }
}
