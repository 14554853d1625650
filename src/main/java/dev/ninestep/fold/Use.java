package dev.ninestep.fold;

import java.time.Instant;

/// Whether a client was ever let in: one that was is kept for good.
public sealed interface Use {

  /// It won tokens.
  record Made() implements Use {}

  /// Nobody let it in so far.
  ///
  /// @param heardAt when it was last heard of: when it registered, did so again, or sent a user
  ///   here
  record NotYet(Instant heardAt) implements Use {}
}
