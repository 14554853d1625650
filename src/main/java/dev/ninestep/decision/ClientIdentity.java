package dev.ninestep.decision;

import dev.ninestep.protocol.ClientId;
import java.util.Optional;

/// What this server gives a client that registers. The secrets themselves are told to the client
/// alone.
///
/// @param id its client_id
/// @param secretHash the hash of its secret; counts only for a client that shares one
/// @param managementHash the hash of its registration_access_token, if it gets one
public record ClientIdentity(ClientId id, String secretHash, Optional<String> managementHash) {}
