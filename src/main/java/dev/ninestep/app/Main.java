package dev.ninestep.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line's top; every subcommand hangs below it.
@Command(
    name = "ninestep",
    mixinStandardHelpOptions = true,
    description = "An event-sourced OAuth 2.1 authorization server and MCP gateway.")
public final class Main implements Runnable {

  private Main() {}

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  /// Runs one command and exits with its code.
  ///
  /// @param args the command and its options
  public static void main(String[] args) {
    ParentWatch.start();
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
