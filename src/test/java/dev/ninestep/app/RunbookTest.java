package dev.ninestep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whoever is woken at night can type what the runbooks say.
class RunbookTest {

  private static final Path RUNBOOKS = Path.of("src/notes/runbook");
  private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern INLINE = Pattern.compile("`(ninestep [^`]+)`");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
  private static final Pattern SECTION = Pattern.compile("^## (Ninestep\\w+)$", Pattern.MULTILINE);

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> runbooks() throws IOException {
    try (var files = Files.list(RUNBOOKS)) {
      return files.sorted().map(RunbookTest::read).toList();
    }
  }

  private static Stream<String> commands() throws IOException {
    var commands = new ArrayList<String>();
    for (var runbook : runbooks()) {
      SHELL
          .matcher(runbook)
          .results()
          .flatMap(block -> block.group(1).lines())
          .filter(line -> line.startsWith("ninestep "))
          .forEach(commands::add);
    }
    assertThat(commands).hasSizeGreaterThan(8);
    return commands.stream();
  }

  private static Stream<String> mentioned() throws IOException {
    var mentioned = new ArrayList<String>();
    for (var runbook : runbooks()) {
      INLINE.matcher(runbook).results().map(found -> found.group(1)).forEach(mentioned::add);
    }
    assertThat(mentioned).hasSizeGreaterThan(3);
    return mentioned.stream();
  }

  private static String[] words(String command) {
    return WORD.matcher(command)
        .results()
        .skip(1)
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandIsOneTheProgramHasWithAllItNeeds(String command) {
    assertThatCode(() -> Main.commandLine().parseArgs(words(command))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("mentioned")
  void everyCommandThatIsMentionedIsThere(String command) {
    var line = Main.commandLine();
    for (var word : words(command)) {
      if (!line.getSubcommands().containsKey(word)) {
        assertThat(line.getSubcommands()).as(command).isEmpty();
        return;
      }
      line = line.getSubcommands().get(word);
    }
  }

  @Test
  void everyAlertHasASectionAndNoOther() {
    var alerts = names(ALERT, read(Path.of("k8s/monitoring/rules.yaml")));
    assertThat(alerts).hasSizeGreaterThan(5);
    assertThat(names(SECTION, read(RUNBOOKS.resolve("alerts.md")))).isEqualTo(alerts);
  }

  private static List<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }
}
