package dev.ninestep.event;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Step;
import dev.ninestep.protocol.TillId;

/// One pod has let calls of an account through to a resource that limits how often an account may
/// call. Told only as often as the limit needs it: which calls they were, the metered ones say.
///
/// @param account who called, by whichever app
/// @param resource what was called
/// @param till the pod, in this life of it; it counts its own calls itself
/// @param calls how many came since it last said so, at least 1
public record AccountCalled(AccountId account, ResourceUri resource, TillId till, int calls)
    implements Event {

  @Override
  public Step step() {
    return Step.CALL;
  }
}
