package dev.ninestep.log;

/// What became of a fact whose outcome somebody waits for.
///
/// @param <O> the outcome
public sealed interface Answer<O> {

  /// The log has shown the fact, and this is what it came to.
  ///
  /// @param outcome what the state right after the fact means
  /// @param <O> the outcome
  record Settled<O>(O outcome) implements Answer<O> {}

  /// The log did not show the fact within the budget. It may still land; that it then counts for
  /// nothing has been seen to.
  ///
  /// @param <O> the outcome
  record Unsettled<O>() implements Answer<O> {}
}
