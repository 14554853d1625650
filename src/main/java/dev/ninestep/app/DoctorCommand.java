package dev.ninestep.app;

import dev.ninestep.doctor.Doctor;
import dev.ninestep.doctor.SignIn;
import java.io.Console;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Plays the client against an MCP server, ours or another's, and says what a client would stumble
/// over.
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Plays the client against any MCP server and says what is wrong, why, and what to do.",
      "Registers a client there, which stays. Exit code: 0 nothing is broken, 1 something is, 2"
          + " usage."
    })
final class DoctorCommand implements Callable<Integer> {

  private static final String VARIABLE = "NINESTEP_DOCTOR_PASSWORD";
  private static final int BROKEN = 1;

  @SuppressWarnings("NullAway.Init") // set before a command runs
  @Spec
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // required
  @Parameters(paramLabel = "URL", description = "The MCP URL, exactly as users type it.")
  private URI url;

  @Option(
      names = "--headless",
      description = "Signs in without a browser, on pages such as Ninestep's own; takes --user.")
  private boolean headless;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Who signs in; the password is asked for, or taken from " + VARIABLE + ".")
  private Optional<String> user = Optional.empty();

  @Option(names = "--no-sign-in", description = "Stops before anybody would have to sign in.")
  private boolean nobody;

  @Option(
      names = "--client-id",
      paramLabel = "ID",
      description = "A client the server knows; else one is registered.")
  private Optional<String> client = Optional.empty();

  @Option(
      names = "--callback-port",
      defaultValue = "0",
      paramLabel = "PORT",
      description = "Where the browser comes back: http://127.0.0.1:PORT/callback. Default: any.")
  private int port;

  @Option(
      names = "--patience",
      defaultValue = "10",
      paramLabel = "SECONDS",
      description =
          "How long to wait for an answer. Default: ${DEFAULT-VALUE}, as hosted clients do.")
  private int patience;

  @Option(
      names = "--wait",
      defaultValue = "300",
      paramLabel = "SECONDS",
      description = "How long to wait for the user in the browser. Default: ${DEFAULT-VALUE}.")
  private int wait;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() throws CannotStart {
    require(isWeb(url), "URL: expected http:// or https:// and a host, without a fragment");
    require(headless == user.isPresent(), "Give --headless and --user together.");
    require(!(headless && nobody), "Give --headless or --no-sign-in, not both.");
    require(patience > 0 && wait > 0, "Give a patience and a wait of at least one second.");
    require(port >= 0 && port <= 65_535, "Give a port from 0 to 65535.");
    var report = new Doctor(url, signIn(), Duration.ofSeconds(patience), client, port).examine();
    spec.commandLine()
        .getOut()
        .println(
            json
                ? report.json().encodePrettily()
                : report
                    .text(spec.commandLine().getColorScheme().ansi().enabled())
                    .stripTrailing());
    return report.isBroken() ? BROKEN : 0;
  }

  private SignIn signIn() throws CannotStart {
    if (nobody) {
      return new SignIn.Nobody();
    }
    return user.isPresent()
        ? new SignIn.Headless(user.get(), password(user.get()))
        : new SignIn.InBrowser(this::show, Duration.ofSeconds(wait));
  }

  private void show(URI address) {
    spec.commandLine()
        .getErr()
        .println("Open this in a browser, sign in and allow:\n\n  " + address + "\n");
    spec.commandLine().getErr().flush();
  }

  private static String password(String user) throws CannotStart {
    var given = System.getenv(VARIABLE);
    if (given != null && !given.isEmpty()) {
      return given;
    }
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .map(terminal -> terminal.readPassword("Password of %s: ", user))
        .map(String::new)
        .orElseThrow(() ->
            new CannotStart(
                CannotStart.UNUSABLE_CONFIGURATION,
                "Give the password of %s in %s.".formatted(user, VARIABLE)));
  }

  private void require(boolean holds, String words) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), words);
    }
  }

  private static boolean isWeb(URI url) {
    return ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
        && url.getHost() != null
        && url.getRawFragment() == null;
  }
}
