package dev.ninestep.protocol;

import java.time.Instant;

/// What the nonce of a consent page proves: which request was shown to whom, in which browser,
/// until when.
///
/// @param flow the flow whose page it was
/// @param account who was asked
/// @param session the sign-in session of the browser it was shown in
/// @param scope what the page offered
/// @param expiresAt the log time after which the page no longer counts
public record ConsentNonce(
    FlowId flow, AccountId account, String session, Scope scope, Instant expiresAt) {}
