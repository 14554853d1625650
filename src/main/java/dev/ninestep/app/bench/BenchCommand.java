package dev.ninestep.app.bench;

import dev.ninestep.embedded.DataDirectory;
import dev.ninestep.embedded.EmbeddedDatabase;
import dev.ninestep.embedded.EmbeddedKafka;
import dev.ninestep.embedded.KafkaOptions;
import dev.ninestep.token.KeyRing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Measures what the README says.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures the log, the token endpoint, the gateway, the fold and the trace on this"
            + " machine.")
public final class BenchCommand implements Callable<Integer> {

  @SuppressWarnings("NullAway.Init") // set before a command runs
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "How long a turn of each measurement takes (default ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "105",
      description =
          "How many seconds of refreshes come before anything is measured, a third of it for each"
              + " side of the gateway: a compiler is done after about 60 of refreshes and 30 of"
              + " calls on two cores (default ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--rounds",
      defaultValue = "9",
      description =
          "How many turns there are: the more, the likelier what the machine does meanwhile meets"
              + " both latencies (default ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--connections",
      defaultValue = "128",
      description = "Refreshes under way at all times (default ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--grants",
      defaultValue = "1000",
      description = "Grants that are refreshed in turn (default ${DEFAULT-VALUE}).")
  private int grants;

  /// What can be measured by itself.
  enum Part {
    START,
    LATENCY,
    GATEWAY,
    REVOCATION,
    MIXED,
    FOLD,
    MEMORY,
    PROJECTOR,
    INDEX
  }

  private static final Set<Part> WITH_PODS =
      EnumSet.of(Part.START, Part.LATENCY, Part.GATEWAY, Part.REVOCATION, Part.MIXED);

  private static final Set<Part> WITHOUT_A_LOG = EnumSet.of(Part.MEMORY, Part.INDEX);

  @Option(
      names = "--only",
      split = ",",
      defaultValue = "START,LATENCY,GATEWAY,REVOCATION,MIXED,FOLD,MEMORY,PROJECTOR,INDEX",
      description = "What to measure: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private EnumSet<Part> only = EnumSet.allOf(Part.class);

  @Option(
      names = "--stored-grants",
      defaultValue = "1000000",
      description =
          "How many grants a pod that starts has to remember in the end (default"
              + " ${DEFAULT-VALUE}).")
  private long stored;

  @Option(
      names = "--calls",
      defaultValue = "900000",
      description =
          "Of the mixed load; as many as 500 a second are in half an hour (default"
              + " ${DEFAULT-VALUE}).")
  private int calls;

  @Option(
      names = "--events",
      defaultValue = "1000000",
      description =
          "How many records the trace index is filled with in the end; ten million take some 15 GB"
              + " (default ${DEFAULT-VALUE}).")
  private int events;

  @Option(
      names = "--directory",
      defaultValue = "${sys:java.io.tmpdir}",
      description =
          "Where the broker and the database write meanwhile (default ${DEFAULT-VALUE}). Both"
              + " latencies are those of its disk too; /dev/shm has none.")
  private Path parent = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    var directory = Files.createTempDirectory(Files.createDirectories(parent), "ninestep-bench");
    var before = Stolen.now();
    say(String.format(Locale.ROOT, "machine     %s", Machine.described()));
    say(String.format(Locale.ROOT, "log         in %s", parent));
    if (!WITHOUT_A_LOG.containsAll(only)) {
      measureTheLog(directory);
    }
    if (only.contains(Part.INDEX)) {
      new IndexScale(events, this::say).measure(directory);
    }
    if (only.contains(Part.MEMORY)) {
      say(
          String.format(
              Locale.ROOT,
              "memory      %.0f bytes a live grant in a table made for a million, %.0f in one that"
                  + " grew",
              GrantMemory.sizedBytes(),
              GrantMemory.grownBytes()));
    }
    say("stolen      " + before.since() + " of the processors' time, by the host");
    delete(directory);
    return 0;
  }

  /// What a run that failed has written is left to be looked at.
  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void measureTheLog(Path directory)
      throws IOException, InterruptedException, ExecutionException {
    var keys = KeyRing.generate();
    keys.write(directory.resolve("keys.json"));
    try (var data = DataDirectory.claim(directory.resolve("data"));
        var kafka = EmbeddedKafka.start(data, KafkaOptions.defaults())) {
      if (!Collections.disjoint(only, WITH_PODS)) {
        try (var database = EmbeddedDatabase.start(data)) {
          measureAPod(directory, keys, kafka, database);
        }
      }
      if (only.contains(Part.PROJECTOR)) {
        try (var database = EmbeddedDatabase.start(data)) {
          var speed = ProjectorSpeed.measure(keys, kafka, database);
          say(
              String.format(
                  Locale.ROOT,
                  "projector   %,d events from the broker into the database, sealed: %,.0f/s",
                  speed.events(),
                  speed.perSecond()));
        }
      }
      if (only.contains(Part.FOLD)) {
        var fold = FoldSpeed.measure(kafka.bootstrapServers());
        say(
            "fold        "
                + fold.fromKafka()
                + " fetched from the broker and folded by a starting pod;");
        say("            " + fold.decoded() + " decoded whole and folded;");
        say("            " + fold.folded() + " folded alone;");
        say(String.format(Locale.ROOT, "            %,d events", fold.events()));
      }
    }
  }

  private void measureAPod(
      Path directory, KeyRing keys, EmbeddedKafka kafka, EmbeddedDatabase database)
      throws IOException, InterruptedException, ExecutionException {
    if (only.contains(Part.START)) {
      new ColdStart(stored, this::say).measure(directory, kafka, database);
    }
    if (only.contains(Part.LATENCY)) {
      new TokenSpeed(
              Duration.ofSeconds(warmUp),
              Duration.ofSeconds(seconds),
              rounds,
              connections,
              grants,
              this::say)
          .measure(directory, keys, kafka, database);
    }
    if (only.contains(Part.GATEWAY)) {
      new GatewaySpeed(
              Duration.ofSeconds(warmUp).dividedBy(3),
              Duration.ofSeconds(seconds),
              rounds,
              this::say)
          .measure(directory, keys, kafka, database);
    }
    if (only.contains(Part.REVOCATION)) {
      new RevocationLatency(this::say).measure(directory, keys, kafka, database);
    }
    if (only.contains(Part.MIXED)) {
      new MixedLoad(calls, this::say).measure(directory, keys, kafka, database);
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
