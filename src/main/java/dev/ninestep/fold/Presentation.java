package dev.ninestep.fold;

import dev.ninestep.protocol.AttemptId;
import java.time.Instant;

/// The presentation that won last.
///
/// @param attempt which attempt it was
/// @param generation what it presented: 0 for the code, else the generation of the refresh token
/// @param validUntil when what it presented would have lapsed; until then it may come again if its
///   answer was lost
/// @param lost how many generations it was ahead of the fold: 0, unless the log has lost
///   acknowledged records
public record Presentation(AttemptId attempt, int generation, Instant validUntil, int lost) {}
