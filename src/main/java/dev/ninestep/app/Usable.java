package dev.ninestep.app;

import dev.ninestep.app.configuration.Configuration;
import dev.ninestep.app.configuration.Reading;
import dev.ninestep.app.configuration.Sources;
import java.io.PrintWriter;

/// Reads a configuration for a command.
final class Usable {

  private Usable() {}

  /// The configuration; its warnings are printed.
  ///
  /// @throws CannotStart with everything that is wrong with it, a line each
  static Configuration of(Sources sources, PrintWriter err) throws CannotStart {
    return switch (sources.read()) {
      case Reading.Usable(var configuration, var warnings) -> {
        warnings.forEach(warning -> err.println("warning: " + warning));
        yield configuration;
      }
      case Reading.Unusable(var problems) ->
          throw new CannotStart(
              CannotStart.UNUSABLE_CONFIGURATION,
              "The configuration cannot be used:\n  " + String.join("\n  ", problems));
    };
  }
}
