package dev.ninestep.app;

import dev.ninestep.account.Login;
import dev.ninestep.projection.GrantFilter;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.ResourceUri;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options of every command about what is connected.
final class NamedGrants {

  @SuppressWarnings("NullAway.Init") // set before a command runs
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The configuration that serve has.")
  private Path config = Path.of("");

  @Option(names = "--flow", paramLabel = "REFERENCE", description = "A single connection.")
  private Optional<String> flow = Optional.empty();

  @Option(
      names = {"--client", "--client-id"},
      paramLabel = "ID",
      description = "Those of a client.")
  private Optional<String> client = Optional.empty();

  @Option(names = "--login", paramLabel = "NAME", description = "Those of an account.")
  private Optional<String> login = Optional.empty();

  @Option(names = "--resource", paramLabel = "URI", description = "Those at a resource.")
  private Optional<String> resource = Optional.empty();

  @Option(
      names = "--issued-before",
      paramLabel = "TIME",
      description = "Those allowed before a moment, such as 2026-11-22T09:00:00Z.")
  private Optional<String> issuedBefore = Optional.empty();

  /// What the command stands on.
  Desk desk() throws CannotStart {
    return Desk.open(config, spec.commandLine().getErr());
  }

  /// Which are meant.
  ///
  /// @throws ParameterException when nothing is named, or something that cannot be
  GrantFilter filter(Desk desk) throws CannotStart {
    var filter =
        new GrantFilter(
            read("--flow: 32 lower-case hex digits", flow, FlowId::parse),
            read("--client: a client_id", client, ClientId::parse),
            account(desk),
            read("--resource: the URI of a resource", resource, ResourceUri::parse),
            read("--issued-before: such as 2026-11-22T09:00:00Z", issuedBefore, NamedGrants::time));
    if (filter.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "One at least of --flow, --client, --login, --resource, --issued-before");
    }
    return filter;
  }

  private Optional<AccountId> account(Desk desk) throws CannotStart {
    var named = read("--login: 1 to 200 characters without controls", login, Login::parse);
    return named.isEmpty()
        ? Optional.empty()
        : read("--login: nobody has this name", Optional.of(desk.account(named.get())), a -> a);
  }

  private <T, R> Optional<R> read(String form, Optional<T> given, Function<T, Optional<R>> parse) {
    var read = given.flatMap(parse);
    if (given.isPresent() && read.isEmpty()) {
      throw new ParameterException(spec.commandLine(), form);
    }
    return read;
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
