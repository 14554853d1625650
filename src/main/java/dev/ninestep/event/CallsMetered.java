package dev.ninestep.event;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Step;
import java.time.Instant;

/// Calls of one grant within one second, counted.
///
/// @param client who called
/// @param account for whom
/// @param resource what was called
/// @param second the second that was counted, by the gateway's clock
/// @param count how many calls were let through
/// @param cost what they cost together
public record CallsMetered(
    ClientId client,
    AccountId account,
    ResourceUri resource,
    Instant second,
    long count,
    Amount cost)
    implements Event {

  @Override
  public Step step() {
    return Step.CALL;
  }
}
