package dev.ninestep.protocol;

import java.time.Instant;
import java.util.Optional;

/// What the nonce of a sign-in page proves: that the form came from this server, to this browser,
/// for this flow. Without it another site could sign a user in to an account of its own.
///
/// @param browser the value of the cookie that was set with the page
/// @param flow the flow the sign-in belongs to, or empty when a user came on their own
/// @param expiresAt when the page no longer counts
public record SignInNonce(String browser, Optional<FlowId> flow, Instant expiresAt) {}
