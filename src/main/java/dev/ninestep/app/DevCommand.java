package dev.ninestep.app;

import dev.ninestep.embedded.DataDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Everything on one machine: Kafka, PostgreSQL, every role, and an MCP server to protect.
@Command(
    name = "dev",
    mixinStandardHelpOptions = true,
    description = "Runs everything on this machine, with a Kafka and a PostgreSQL of its own.")
final class DevCommand implements Callable<Integer> {

  private static final String HOST = "localhost";

  @SuppressWarnings("NullAway.Init") // set before a command runs
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--port",
      defaultValue = "8080",
      paramLabel = "PORT",
      description = "Where everything is served; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @SuppressWarnings("NullAway.Init") // has a default
  @Option(
      names = "--data-dir",
      defaultValue = ".ninestep",
      paramLabel = "DIR",
      description = "Where data is kept from one start to the next. Default: ${DEFAULT-VALUE}.")
  private Path dataDirectory;

  @Option(names = "--profile", paramLabel = "NAME", description = "slima or datalikers.")
  private Optional<String> profile = Optional.empty();

  @Override
  public Integer call() throws CannotStart, InterruptedException, IOException {
    var began = System.nanoTime();
    var addresses = ListenAddresses.of(HOST);
    var chosen = port == 0 ? addresses.freePort() : port;
    addresses.requireFree(chosen);
    var directory = claim();
    DevLog.to(directory.path());
    var teardown = Teardown.atExit();
    teardown.add("the data directory", directory::close);

    var sources = new DevSources(directory.path(), chosen, profile, System.getenv());
    Usable.of(sources.beforeStart(), spec.commandLine().getErr());
    var parts = EmbeddedParts.start(directory);
    teardown.add("Kafka and PostgreSQL", parts::stop);
    var configuration =
        Usable.of(sources.with(parts.kafka(), parts.database()), spec.commandLine().getErr());
    var pod = Pod.start(configuration, addresses, teardown);
    var accounts = DevAccounts.ensure(pod.foundation(), System.getenv(), teardown);
    spec.commandLine()
        .getOut()
        .println(DevNotice.of(configuration, accounts, directory.path(), Elapsed.seconds(began)));
    return Teardown.awaitEnd();
  }

  private DataDirectory claim() throws CannotStart {
    try {
      return DataDirectory.claim(dataDirectory);
    } catch (IOException e) {
      throw new CannotStart(CannotStart.CANNOT_CREATE, "--data-dir: " + Causes.words(e), e);
    }
  }
}
