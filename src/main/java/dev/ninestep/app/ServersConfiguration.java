package dev.ninestep.app;

import dev.ninestep.app.configuration.Configuration;
import dev.ninestep.app.configuration.Sources;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The option of every command that does something to what a server runs on.
final class ServersConfiguration {

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The configuration that serve has.")
  private Path config = Path.of("");

  /// Reads it.
  ///
  /// @param err takes warnings
  /// @throws CannotStart with everything that is wrong with it
  Configuration read(PrintWriter err) throws CannotStart {
    var sources = new Sources(Map.of(), Optional.of(config), System.getenv(), Map.of());
    return Usable.of(sources, err);
  }
}
