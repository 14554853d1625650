package dev.ninestep.app;

import dev.ninestep.app.bench.BenchCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command line's top; the subcommands hang below it.
@Command(
    name = "ninestep",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "An event-sourced OAuth 2.1 authorization server and MCP gateway.")
public final class Main implements Runnable {

  private static final List<Class<?>> COMMANDS =
      List.of(
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
          BenchCommand.class);

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
    System.exit(commandLine(args).execute(args));
  }

  /// The command line as these arguments need it: with the command they begin with alone, since to
  /// read what all of them take is a fifth of a server's start, or else with every command.
  static CommandLine commandLine(String... args) {
    var line = new CommandLine(new Main());
    var named =
        COMMANDS.stream().filter(type -> args.length > 0 && args[0].equals(name(type))).findFirst();
    named.map(List::<Class<?>>of).orElse(COMMANDS).forEach(line::addSubcommand);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::explain);
  }

  private static String name(Class<?> type) {
    return type.getAnnotation(Command.class).name();
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
