package dev.ninestep.app;

import dev.ninestep.decision.SwitchClient;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.operator.Revocation;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.token.Mint;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/// What may connect.
@Command(
    name = "clients",
    mixinStandardHelpOptions = true,
    description = "Deactivates clients and activates them again.")
final class ClientsCommand extends CommandGroup {

  @Option(
      names = "--config",
      required = true,
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "The configuration that serve has.")
  private Path config = Path.of("");

  @Command(
      name = "deactivate",
      mixinStandardHelpOptions = true,
      description =
          "Refuses everything that is done under the id of a client: authorizations, refreshes and"
              + " calls, on every pod, until it is activated.")
  void deactivate(
      @Parameters(paramLabel = "CLIENT_ID", description = "Which client.") String client,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "TEXT",
              description = "Why, for whoever looks into it later; users are not told.")
          String reason)
      throws CannotStart {
    if (!Revocation.isReason(reason)) {
      throw new ParameterException(
          spec().commandLine(), "--reason: 1 to 200 characters without controls");
    }
    tell(client, Optional.of(reason));
    spec().commandLine().getOut().println(client + ": deactivated");
  }

  @Command(
      name = "activate",
      mixinStandardHelpOptions = true,
      description = "Lets a client in again; its apps go on.")
  void activate(@Parameters(paramLabel = "CLIENT_ID", description = "Which client.") String client)
      throws CannotStart {
    tell(client, Optional.empty());
    spec().commandLine().getOut().println(client + ": activated");
  }

  private void tell(String named, Optional<String> reason) throws CannotStart {
    var id =
        ClientId.parse(named)
            .orElseThrow(
                () -> new ParameterException(spec().commandLine(), "CLIENT_ID: that is none"));
    var desk = Desk.open(config, spec().commandLine().getErr());
    if (!Desk.await(desk.projection().grants().know(id))) {
      throw new ParameterException(
          spec().commandLine(), "CLIENT_ID: " + Refusal.CLIENT_NOT_FOUND.description());
    }
    var mint = new Mint();
    var fact =
        AccountFacts.envelopes()
            .seal(
                new Key.OfClient(id),
                mint.flow(),
                mint.request(),
                Optional.of(id),
                Optional.empty(),
                new SwitchClient(id, Desk.operator(), reason).fact());
    OpenLog.prepare(desk.configuration()).append(List.of(fact));
  }
}
