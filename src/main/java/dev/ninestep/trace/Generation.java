package dev.ninestep.trace;

import java.time.Instant;
import java.util.Optional;

/// One generation of a grant's line.
///
/// @param number 0 is the code, 1 the first refresh token
/// @param at when it was won, in the log's time
/// @param answer what became of the answer that carried it
/// @param insteadOf the generation whose answer was lost, and in whose place this one was issued
/// @param repeats how often it was given out again within the reuse interval
public record Generation(
    int number, Instant at, Answer answer, Optional<Integer> insteadOf, int repeats) {

  /// What became of an answer.
  public enum Answer {
    /// It was written to the connection.
    WRITTEN,
    /// It is known not to have left.
    LOST,
    /// Nothing is recorded of it.
    UNKNOWN
  }

  /// The same, with what became of its answer.
  Generation answered(Answer became) {
    return new Generation(number, at, became, insteadOf, repeats);
  }

  /// The same, given out once more.
  Generation repeated() {
    return new Generation(number, at, Answer.UNKNOWN, insteadOf, repeats + 1);
  }
}
