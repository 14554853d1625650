package dev.ninestep.trace;

import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.util.List;
import java.util.Optional;

/// The line of a grant: the code, every refresh token that followed it, and how the grant stands
/// after the last record that is told. It stands by the same fold that decided it.
///
/// @param generations each in order; the first is the code. None where nothing was allowed
/// @param replay the presentation that ended the line, if one did
/// @param grant the state of the grant
/// @param scope what was allowed
/// @param resource at which audience
public record Lineage(
    List<Generation> generations,
    Optional<Replay> replay,
    Grant grant,
    Optional<Scope> scope,
    Optional<ResourceUri> resource) {

  /// Copies the list.
  public Lineage {
    generations = List.copyOf(generations);
  }
}
