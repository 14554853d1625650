package dev.ninestep.projection;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Role;
import java.util.Optional;

/// An account as the database keeps it.
///
/// @param id the id that events and tokens carry
/// @param login what its owner types, as it was given
/// @param role what it may do
/// @param password the hash of its password, empty when it has none
public record StoredAccount(
    AccountId id, String login, Role role, Optional<PasswordHash> password) {}
