package dev.ninestep.app;

import dev.ninestep.log.AlteredLogException;
import dev.ninestep.log.LogCopy;
import dev.ninestep.log.SealCheck;
import dev.ninestep.log.UnusableLogException;
import dev.ninestep.token.LogSignature;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The log itself.
@Command(name = "log", mixinStandardHelpOptions = true, description = "Looks after the log.")
final class LogCommand extends CommandGroup {

  private static final int ALTERED = 1;

  /// What was found in one partition.
  ///
  /// @param place the partition
  /// @param sealed how far it is sealed and whole
  /// @param altered what is wrong with it
  private record Finding(
      TopicPartition place,
      Optional<SealCheck.Sealed> sealed,
      Optional<AlteredLogException> altered) {}

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = {
        "Reads the whole log and compares it with its seals. Exit code 0: it is what was sealed; 1:"
            + " it is not.",
        "What was written after the last seal of a partition nothing is known of."
      })
  int verify(
      @Mixin ServersConfiguration config,
      @Option(names = "--json", description = "Prints JSON.") boolean json)
      throws CannotStart {
    var configuration = config.read(err());
    var log = OpenLog.prepare(configuration);
    try (var check = log.check(new LogSignature(configuration.keys()))) {
      var findings = check.places().stream().map(place -> find(check, place)).toList();
      if (json) {
        say(json(findings).encodePrettily());
      } else {
        findings.forEach(finding -> say(line(finding)));
      }
      return findings.stream().anyMatch(finding -> finding.altered().isPresent()) ? ALTERED : 0;
    } catch (UnusableLogException e) {
      throw new CannotStart(CannotStart.UNAVAILABLE, "kafka: " + Causes.words(e), e);
    }
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description =
          "Copies the whole log, seals included, into the files of a new directory. Pods may go on"
              + " meanwhile; what they write is in the next copy.")
  int export(
      @Mixin ServersConfiguration config,
      @Option(
              names = "--to",
              required = true,
              paramLabel = "DIRECTORY",
              description = "Where the files are to be.")
          Path to)
      throws CannotStart {
    var log = OpenLog.prepare(config.read(err()));
    return copied(() -> new LogCopy(to).write(log.settings(), log.topics()), to);
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description =
          "Brings a copied log back on a Kafka that has lost it: every record at its offset and"
              + " with its time. Topics that are there must be empty. No pod may run meanwhile.")
  int bringBack(
      @Mixin ServersConfiguration config,
      @Option(
              names = "--from",
              required = true,
              paramLabel = "DIRECTORY",
              description = "Where the files are.")
          Path from)
      throws CannotStart {
    var settings = OpenLog.settings(config.read(err()));
    return copied(() -> new LogCopy(from).bringBack(settings), from);
  }

  /// What is done with a copy.
  private interface Copying {
    List<LogCopy.Part> run() throws IOException;
  }

  private int copied(Copying copying, Path directory) throws CannotStart {
    try {
      for (var part : copying.run()) {
        var of = part.of();
        say("%s/%d: %d records".formatted(of.topic(), of.partition(), part.records()));
        if (of.from() > 0) {
          say(
              "  of which the first had offset %d: what is older had been forgotten"
                  .formatted(of.from()));
        }
      }
      return 0;
    } catch (UnusableLogException e) {
      throw new CannotStart(CannotStart.UNAVAILABLE, "kafka: " + Causes.words(e), e);
    } catch (IOException e) {
      throw new CannotStart(
          CannotStart.CANNOT_CREATE,
          directory + ": " + e.getClass().getSimpleName() + ": " + Causes.words(e),
          e);
    }
  }

  private static Finding find(SealCheck check, TopicPartition place) {
    try {
      return new Finding(place, Optional.of(check.compare(place, () -> {})), Optional.empty());
    } catch (AlteredLogException e) {
      return new Finding(place, Optional.empty(), Optional.of(e));
    }
  }

  private static String line(Finding finding) {
    var sealed =
        finding
            .sealed()
            .map(s ->
                "whole, %d seals to offset %d of %d".formatted(s.count(), s.sealedTo(), s.end()));
    var altered = finding.altered().map(e -> "ALTERED: " + e.getMessage());
    return finding.place().topic()
        + "/"
        + finding.place().partition()
        + ": "
        + sealed.or(() -> altered).orElseThrow();
  }

  private static JsonObject json(List<Finding> findings) {
    var partitions = new JsonArray();
    for (var finding : findings) {
      var json =
          new JsonObject()
              .put("topic", finding.place().topic())
              .put("partition", finding.place().partition())
              .put("whole", finding.altered().isEmpty());
      finding
          .sealed()
          .ifPresent(s ->
              json.put("begin", s.begin())
                  .put("end", s.end())
                  .put("sealed_to", s.sealedTo())
                  .put("seals", s.count()));
      finding
          .altered()
          .ifPresent(e -> json.put("damage", e.damage().name()).put("description", e.getMessage()));
      partitions.add(json);
    }
    return new JsonObject()
        .put("whole", findings.stream().allMatch(finding -> finding.altered().isEmpty()))
        .put("partitions", partitions);
  }

  private PrintWriter err() {
    return spec().commandLine().getErr();
  }

  private void say(String text) {
    spec().commandLine().getOut().println(text);
  }
}
