package dev.ninestep.fold;

import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.TillId;

/// What one till has charged an account in all.
///
/// @param till the till
/// @param total how much
public record Taken(TillId till, Amount total) {}
