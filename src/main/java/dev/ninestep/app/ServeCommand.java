package dev.ninestep.app;

import dev.ninestep.app.configuration.Sources;
import dev.ninestep.token.Arithmetic;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Serves from a Kafka and a PostgreSQL that somebody else runs.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Serves chosen roles on a Kafka and a PostgreSQL given by address.")
final class ServeCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // set before a command runs
  @Spec
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // required
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The configuration (YAML). NINESTEP_… variables override it.")
  private Path config;

  @Override
  public Integer call() throws CannotStart, InterruptedException {
    var began = System.nanoTime();
    Arithmetic.load();
    LogFormat.choose(System.getenv());
    var sources = new Sources(Map.of(), Optional.of(config), System.getenv(), Map.of());
    var configuration = Usable.of(sources, spec.commandLine().getErr());
    var addresses = ListenAddresses.of(configuration.http().host());
    addresses.requireFree(configuration.http().port());
    Pod.start(configuration, addresses, Teardown.atExit());
    spec.commandLine()
        .getOut()
        .printf("Ready in %.1f s: %s%n", Elapsed.seconds(began), configuration.issuer());
    return Teardown.awaitEnd();
  }
}
