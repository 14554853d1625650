package dev.ninestep.event;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Step;
import java.util.Optional;

/// Calls were refused at the gateway. A flood of equal refusals is one fact with its exact count.
///
/// @param refusal which rule was broken
/// @param client who called, where a token told
/// @param account for whom, where a token told
/// @param resource what was called
/// @param method the HTTP method
/// @param count how many calls this fact stands for, at least 1
/// @param evidence what showed it
/// @param caller who called
public record CallRefused(
    Refusal refusal,
    Optional<ClientId> client,
    Optional<AccountId> account,
    ResourceUri resource,
    String method,
    long count,
    Evidence evidence,
    Caller caller)
    implements Event {

  @Override
  public Step step() {
    return Step.CALL;
  }
}
