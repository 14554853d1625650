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
/// @param repeats whether it may come again and be answered alike; never when records were lost
public record Presentation(
    AttemptId attempt, int generation, Instant validUntil, int lost, Repeats repeats) {

  /// @throws IllegalArgumentException when it may come again although records were lost
  public Presentation {
    if (lost != 0 && !repeats.equals(Repeats.NONE)) {
      throw new IllegalArgumentException("records were lost, so nothing may come again");
    }
  }

  /// A presentation of which every repeat is reuse.
  ///
  /// @param attempt which attempt it was
  /// @param generation what it presented
  /// @param validUntil when what it presented would have lapsed
  /// @param lost how many generations it was ahead of the fold
  public Presentation(AttemptId attempt, int generation, Instant validUntil, int lost) {
    this(attempt, generation, validUntil, lost, Repeats.NONE);
  }
}
