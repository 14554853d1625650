package dev.ninestep.event;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Step;
import java.util.Optional;

/// Somebody of the support team looked at what happened to others. It stands under the account of
/// whoever looked, so looking at a flow changes nothing of it.
///
/// @param by whose account
/// @param through what they looked through
/// @param flow which flow; empty when it was many: a list that a search found, or a live tail
public record FlowViewed(AccountId by, ViewedThrough through, Optional<FlowId> flow)
    implements Event, Event.Told {

  @Override
  public Step step() {
    return Step.CALL;
  }
}
