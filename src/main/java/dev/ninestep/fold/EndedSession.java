package dev.ninestep.fold;

import java.time.Instant;

/// A session that counts no more, though its cookie may still be about.
///
/// @param id names it
/// @param until when the cookie would have expired
public record EndedSession(String id, Instant until) {}
