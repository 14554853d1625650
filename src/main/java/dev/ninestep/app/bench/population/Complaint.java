package dev.ninestep.app.bench.population;

import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import java.time.Instant;

/// A refusal that somebody may write to the support team about.
///
/// @param at when, in the log's time
/// @param refusal why
/// @param flow which flow
/// @param client the client they use
/// @param account theirs
/// @param host where their browser would have been sent back to; empty when that is no host
public record Complaint(
    Instant at, Refusal refusal, FlowId flow, ClientId client, AccountId account, String host) {}
