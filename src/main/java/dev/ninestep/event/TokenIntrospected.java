package dev.ninestep.event;

import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Step;
import java.util.Optional;

/// Somebody asked whether a token counts, and was told.
///
/// @param by who asked: a client, or a resource server by its URI
/// @param inactive why it does not count for them, or empty when it does; they were told no more
///   than that it does not
/// @param evidence what showed it
/// @param caller who called
public record TokenIntrospected(
    ClientId by, Optional<Refusal> inactive, Evidence evidence, Caller caller) implements Event {

  @Override
  public Step step() {
    return Step.CALL;
  }
}
