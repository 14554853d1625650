package dev.ninestep.app;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The options of a command about an account that is there.
final class ExistingAccount {

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The configuration that serve has.")
  Path config = Path.of("");

  @Option(
      names = "--login",
      required = true,
      paramLabel = "NAME",
      description = "What its owner types.")
  String login = "";
}
