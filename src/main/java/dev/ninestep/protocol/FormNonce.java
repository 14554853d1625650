package dev.ninestep.protocol;

import java.time.Instant;

/// What the nonce of a form proves that a signed-in user was shown: that it came from this server,
/// within this session. Without it another site could send the form in the user's name.
///
/// @param session the id of the [Session]
/// @param expiresAt when the form no longer counts
/// @spec https://owasp.org/www-project-application-security-verification-standard/ ASVS 3.5.1
public record FormNonce(String session, Instant expiresAt) {}
