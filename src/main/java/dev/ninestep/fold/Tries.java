package dev.ninestep.fold;

import dev.ninestep.protocol.AttemptId;

/// How often a code came with a wrong verifier.
///
/// @param count how often
/// @param last the try that came last, so that a second copy of its fact is no second try
public record Tries(int count, AttemptId last) {

  /// None yet.
  public static final Tries NONE = new Tries(0, Grant.NO_ATTEMPT);

  /// With how many the code is spent.
  public static final int MOST = 5;

  Tries and(AttemptId attempt) {
    return new Tries(count + 1, attempt);
  }
}
