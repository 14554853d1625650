package dev.ninestep.event;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;
import java.time.Instant;

/// The user pressed Deny.
///
/// @param client who was denied
/// @param account who denied it
/// @param nonceExpiresAt the log time until which the page would have counted
public record ConsentDenied(ClientId client, AccountId account, Instant nonceExpiresAt)
    implements Event {

  @Override
  public Step step() {
    return Step.CONSENT;
  }
}
