package dev.ninestep.app;

import dev.ninestep.app.bench.BenchCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command line's top; every subcommand hangs below it.
@Command(
    name = "ninestep",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "An event-sourced OAuth 2.1 authorization server and MCP gateway.",
    subcommands = {
      DevCommand.class,
      ServeCommand.class,
      KeysCommand.class,
      AccountsCommand.class,
      GrantsCommand.class,
      ClientsCommand.class,
      LogCommand.class,
      TraceCommand.class,
      TailCommand.class,
      DoctorCommand.class,
      BenchCommand.class
    })
public final class Main implements Runnable {

  @SuppressWarnings("NullAway.Init") // set before a command runs
  @Spec
  private CommandSpec spec;

  private Main() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  /// Runs one command and exits with its code.
  ///
  /// @param args the command and its options
  public static void main(String[] args) {
    ParentWatch.start();
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::explain);
  }

  /// What the user can do something about is said in words; anything else is a defect of ours and
  /// comes with its stack trace.
  private static int explain(Exception e, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof CannotStart known) {
      line.getErr().println(known.getMessage());
      return known.exitCode();
    }
    throw e;
  }
}
