package dev.ninestep.app;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The options of every command about an account.
final class NamedAccount {

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
