package dev.ninestep.projection;

import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.ResourceUri;

/// A grant that ended before its time, as it was projected.
///
/// @param flow the grant
/// @param client who held it
/// @param account whose it was
/// @param resource at which audience
/// @param state [Grant.Revoked] or [Grant.Closed]
public record EndedGrant(
    FlowId flow, ClientId client, AccountId account, ResourceUri resource, Grant state) {}
