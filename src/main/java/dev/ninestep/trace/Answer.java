package dev.ninestep.trace;

import dev.ninestep.event.Refused;
import io.vertx.core.json.JsonObject;

/// What the [SupportDesk] says.
public sealed interface Answer {

  /// An answer.
  ///
  /// @param text for reading
  /// @param json the same for programs
  record Given(String text, JsonObject json) implements Answer {}

  /// None, and why.
  ///
  /// @param why what is wrong with the question; its evidence may be shown to whoever asked
  record Turned(Refused why) implements Answer {}
}
