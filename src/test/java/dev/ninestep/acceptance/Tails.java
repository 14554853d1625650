package dev.ninestep.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `java -jar ninestep.jar tail`, beside a running program.
final class Tails {

  private Tails() {}

  /// Starts it; who starts it ends it.
  ///
  /// @param printed the file that gets what it prints
  static Process start(Program program, Path printed, String... options) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("ninestep.jar"),
                "tail",
                "--server",
                program.issuer(),
                "--color",
                "never"));
    command.addAll(List.of(options));
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
    builder.environment().put("NINESTEP_SUPPORT_PASSWORD", Program.SUPPORT_PASSWORD);
    return CommandCache.reading(builder);
  }
}
