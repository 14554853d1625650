package dev.ninestep.document;

import dev.ninestep.decision.ReadClientDocument;
import dev.ninestep.event.Refused;

/// What came of reading a client's document.
public sealed interface Reading {

  /// It is there, and breaks no rule.
  ///
  /// @param client what it says of the client
  record Found(ReadClientDocument client) implements Reading {}

  /// It could not be read.
  ///
  /// @param refused why
  record Failed(Refused refused) implements Reading {}
}
