package dev.ninestep.trace;

import dev.ninestep.protocol.ClientId;
import java.util.List;
import java.util.stream.Stream;

/// The clients that may be meant.
///
/// @param exact the one whose id was given
/// @param like registered ones whose id begins like it, in any case
/// @param named registered ones whose name begins as the name that was given
record Suspects(List<ClientId> exact, List<ClientId> like, List<ClientId> named) {

  /// Copies the lists.
  Suspects {
    exact = List.copyOf(exact);
    like = List.copyOf(like);
    named = List.copyOf(named);
  }

  /// All of them, each once.
  List<ClientId> all() {
    return Stream.of(exact, like, named).flatMap(List::stream).distinct().toList();
  }
}
