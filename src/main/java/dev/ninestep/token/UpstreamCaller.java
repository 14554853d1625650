package dev.ninestep.token;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Scope;

/// On whose behalf the gateway calls an upstream. No role: what an account may do beyond its own
/// affairs is no upstream's business.
///
/// @param account the user (`sub`)
/// @param client the client that called (`client_id`)
/// @param scope what its access token allows (`scope`)
/// @param flow the flow the call belongs to (`flow`)
public record UpstreamCaller(AccountId account, ClientId client, Scope scope, FlowId flow) {}
