package dev.ninestep.app;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Finds a flow by what a user can paste, and prints its story: asks a running server, as the
/// support team does.
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description = "Finds a flow by client_id, minute or error, and prints its story.")
final class TraceCommand implements Callable<Integer> {

  private static final String FLOWS = "/support/api/flows";
  private static final int NOTHING_FOUND = 1;

  @SuppressWarnings("NullAway.Init") // set before a command runs
  @Spec
  private CommandSpec spec;

  @Mixin private SupportAccess access = new SupportAccess();

  @Option(
      names = "--client-id",
      paramLabel = "ID",
      description = "The client, or how its id begins.")
  private Optional<String> client = Optional.empty();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "When, such as '2026-11-21 14:03' (UTC) or '21 Nov 2026 3:03 pm CET'.")
  private Optional<String> at = Optional.empty();

  @Option(
      names = "--error",
      paramLabel = "TEXT",
      description = "The error, its description or the reference, as the user saw it.")
  private Optional<String> error = Optional.empty();

  @ArgGroup(exclusive = false)
  private Narrower narrower = new Narrower();

  @Option(names = "--flow", paramLabel = "REFERENCE", description = "The flow itself.")
  private Optional<String> flow = Optional.empty();

  @Option(
      names = "--as-of",
      paramLabel = "OFFSET|TIME",
      description =
          "Tells the story as it stood at a time, or at a place in the log such as FLOW/3@1207.")
  private Optional<String> asOf = Optional.empty();

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() throws CannotStart, InterruptedException {
    if (flow.isEmpty() && query().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Give --client-id, --at or --error, or the --flow itself.");
    }
    var support = access.connect();
    return flow.isPresent() ? tell(support, flow.get()) : search(support);
  }

  private int search(SupportClient support) throws CannotStart, InterruptedException {
    var path = FLOWS + "?" + query();
    var found = support.get(path, SupportClient.JSON);
    var flows = new JsonObject(found).getJsonArray("flows");
    if (json) {
      out().println(found);
      return flows.isEmpty() ? NOTHING_FOUND : 0;
    }
    if (flows.isEmpty()) {
      spec.commandLine().getErr().println("No flow matches.");
      return NOTHING_FOUND;
    }
    if (flows.size() > 1) {
      out().println(support.get(path, SupportClient.TEXT));
      out().println("The likeliest of these " + flows.size() + ":\n");
    }
    return tell(support, flows.getJsonObject(0).getString("flow"));
  }

  private int tell(SupportClient support, String named) throws CannotStart, InterruptedException {
    var path =
        FLOWS
            + "/"
            + SupportClient.encode(named)
            + asOf.map(at -> "?as_of=" + SupportClient.encode(at)).orElse("");
    out()
        .println(support.get(path, json ? SupportClient.JSON : SupportClient.TEXT).stripTrailing());
    return 0;
  }

  private String query() {
    var known = new TreeMap<>(narrower.parameters());
    client.ifPresent(value -> known.put("client_id", value));
    at.ifPresent(value -> known.put("at", value));
    error.ifPresent(value -> known.put("error", value));
    return SupportClient.query(known);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
