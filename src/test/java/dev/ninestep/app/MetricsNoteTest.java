package dev.ninestep.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricsNoteTest {

  private static final Pattern REGISTERED = Pattern.compile("\"(ninestep\\.[a-z.]+[a-z])\"");
  private static final Pattern DOCUMENTED =
      Pattern.compile("^\\| `(ninestep\\.[a-z.]+)` \\|", Pattern.MULTILINE);

  /// A series, without what Prometheus appends to counters and timers.
  private static final Pattern ASKED =
      Pattern.compile(
          "(ninestep(?:_[a-z]+)+?)(?:_total|_seconds(?:_(?:bucket|count|sum))?)?(?![a-z_])");

  private static List<String> sourcesWithMeters() throws IOException {
    try (var files = Files.walk(Path.of("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(MetricsNoteTest::read)
          .filter(text -> text.contains("import io.micrometer.core.instrument"))
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Set<String> names(Pattern pattern, List<String> texts) {
    return texts.stream()
        .flatMap(text -> pattern.matcher(text).results())
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Test
  void everyMeterIsInTheNoteAndNoOther() throws IOException {
    var registered = names(REGISTERED, sourcesWithMeters());
    assertThat(registered).contains("ninestep.exchange", "ninestep.log.round.trip");
    assertThat(names(DOCUMENTED, List.of(read(Path.of("src/notes/metrics.md")))))
        .containsExactlyInAnyOrderElementsOf(registered);
  }

  @Test
  void alertsAskForMetersThereAre() throws IOException {
    var documented =
        names(DOCUMENTED, List.of(read(Path.of("src/notes/metrics.md")))).stream()
            .map(name -> name.replace('.', '_').replaceFirst("_seconds$", ""))
            .toList();
    var asked = names(ASKED, List.of(read(Path.of("k8s/monitoring/rules.yaml"))));
    assertThat(asked).hasSizeGreaterThan(5);
    assertThat(asked).allMatch(documented::contains);
  }
}
