package dev.ninestep.decision;

import dev.ninestep.event.Event;
import dev.ninestep.event.Refused;

/// What a command decides before the log has spoken.
public sealed interface Decision {

  /// Append this, and ask for the outcome once it has been folded.
  ///
  /// @param event the fact to append
  record Append(Event event) implements Decision {}

  /// Refuse: what is known already suffices.
  ///
  /// @param refused which rule was broken
  record Refuse(Refused refused) implements Decision {}
}
