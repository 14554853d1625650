package dev.ninestep.log;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/// A record that is not as this program writes it. Never leaves the package: it ends as a
/// [dev.ninestep.event.Logged.Unreadable].
final class Malformed extends IOException {

  private static final long serialVersionUID = 1L;

  private final String why;

  /// @param why names the part at fault, and never its content, which might be a secret
  Malformed(String why) {
    super(why);
    this.why = why;
  }

  /// What could not be read.
  String why() {
    return why;
  }

  /// What is wrong with the JSON value a parser stands on.
  static Malformed at(JsonParser in, String what) {
    return new Malformed("data" + in.getParsingContext().pathAsPointer() + " " + what);
  }
}
