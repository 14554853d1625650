package dev.ninestep.projection;

import dev.ninestep.event.ViewedThrough;
import dev.ninestep.protocol.AccountId;
import java.time.Instant;

/// One look at a flow.
///
/// @param at when, in the log's time
/// @param by whose account
/// @param through what they looked through
public record FlowView(Instant at, AccountId by, ViewedThrough through) {}
