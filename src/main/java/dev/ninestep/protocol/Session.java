package dev.ninestep.protocol;

import java.time.Instant;

/// A sign-in that lasts: what the session cookie carries, sealed. No pod keeps it.
///
/// @param id names the session, 22 base64url characters; a consent page is bound to it
/// @param account who signed in
/// @param role what the account may do
/// @param signedInAt when they proved who they are
/// @param expiresAt when they must prove it again
public record Session(
    String id, AccountId account, Role role, Instant signedInAt, Instant expiresAt) {}
