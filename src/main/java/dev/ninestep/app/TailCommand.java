package dev.ninestep.app;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Prints what happens on a running server as it happens, one line an event, until it is
/// interrupted. A connection that breaks is made again, and goes on behind the last event.
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    description = "Prints every event as it happens; Ctrl-C ends it.")
final class TailCommand implements Callable<Integer> {

  private static final Duration BEFORE_AGAIN = Duration.ofSeconds(1);

  @SuppressWarnings("NullAway.Init") // set before a command runs
  @Spec
  private CommandSpec spec;

  @Mixin private SupportAccess access = new SupportAccess();

  @Option(
      names = {"--client", "--client-id"},
      paramLabel = "ID",
      description = "Only of this client.")
  private Optional<String> client = Optional.empty();

  @Option(names = "--flow", paramLabel = "REFERENCE", description = "Only of this flow.")
  private Optional<String> flow = Optional.empty();

  @Option(names = "--account", paramLabel = "ID", description = "Only of this account.")
  private Optional<String> account = Optional.empty();

  @Option(
      names = "--step",
      paramLabel = "STEP",
      description = "Only of this step: 0 to 7, or 5r for refreshes.")
  private Optional<String> step = Optional.empty();

  @Option(
      names = "--refusal",
      paramLabel = "NAME",
      description = "Only what was refused for this, such as code-expired.")
  private Optional<String> refusal = Optional.empty();

  @Option(names = "--json", description = "Prints each event as JSON, on one line.")
  private boolean json;

  @Option(
      names = "--color",
      defaultValue = "auto",
      paramLabel = "WHEN",
      description = "auto, always or never. auto: on a terminal, unless NO_COLOR is set.")
  private Colors.When color = Colors.When.AUTO;

  @Override
  public Integer call() throws CannotStart, InterruptedException {
    var support = access.connect();
    var line = new TailLine(Colors.of(color));
    var last = Optional.<String>empty();
    while (true) {
      try (var events = support.events("/support/api/tail?" + query(), last)) {
        for (var event = events.next(); event.isPresent(); event = events.next()) {
          last = events.lastId();
          if (!print(event.get(), line)) {
            return CannotStart.UNAVAILABLE;
          }
          if (out().checkError()) {
            return 0;
          }
        }
        last = events.lastId();
      } catch (IOException e) {
        spec.commandLine().getErr().println("Connecting again: " + Causes.words(e));
      }
      Thread.sleep(BEFORE_AGAIN);
    }
  }

  /// @return whether more may come
  private boolean print(ServerSentEvent event, TailLine line) {
    switch (event.name()) {
      case "message" -> out().println(json ? event.data() : line.of(new JsonObject(event.data())));
      case "missed" ->
          out().println(json ? event.data() : line.missed(new JsonObject(event.data())));
      case "over" -> {
        var why = new JsonObject(event.data()).getString("why");
        spec.commandLine().getErr().println("Over: " + why + ".");
        return false;
      }
      default -> {} // what later servers may say besides
    }
    return true;
  }

  private String query() {
    var wanted = new LinkedHashMap<String, String>();
    client.ifPresent(value -> wanted.put("client_id", value));
    flow.ifPresent(value -> wanted.put("flow", value));
    account.ifPresent(value -> wanted.put("account", value));
    step.ifPresent(value -> wanted.put("step", value));
    refusal.ifPresent(value -> wanted.put("refusal", value));
    return SupportClient.query(wanted);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
