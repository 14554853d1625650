package dev.ninestep.simulation;

import dev.ninestep.event.Fact;
import dev.ninestep.protocol.AccessToken;

/// What must hold in every history. Each is shown everything that happens, when it happens, and
/// throws [Broken] at the first thing that breaks it.
interface Invariant {

  /// A history broke an invariant.
  final class Broken extends AssertionError {

    private static final long serialVersionUID = 1L;

    Broken(String why) {
      super(why);
    }
  }

  /// A fact has landed in the log.
  default void landed(Landed record) {}

  /// A pod has read a record, for the first time or again.
  default void read(VirtualPod pod, Landed record) {}

  /// A pod has been told what became of a fact it asked about, and is about to reply.
  default void answered(Answered<?> answer) {}

  /// The answer to a fact, with tokens, has reached whoever asked.
  default void delivered(Fact fact) {}

  /// A pod has let a call through.
  default void admitted(VirtualPod pod, AccessToken token) {}

  /// The log has lost its end.
  default void lostTail() {}

  /// Nothing is left to happen, and every pod has read the whole log.
  default void ended() {}

  /// Ends the history.
  @SuppressWarnings("AnnotateFormatMethod") // its callers are the invariants beside it
  default void require(boolean holds, String otherwise, Object... details) {
    if (!holds) {
      throw new Broken(getClass().getSimpleName() + ": " + otherwise.formatted(details));
    }
  }
}
