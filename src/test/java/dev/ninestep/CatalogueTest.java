package dev.ninestep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Holds the tests against the security catalogue: every line of it is named by a test, as in `//
/// AZ-12`, or stands in the list of those that nothing proves yet. What it finds is written as a
/// table to `target/catalogue.md`.
class CatalogueTest {

  /// The sections of the catalogue and how many lines each has, numbered from 01.
  private static final Map<String, Integer> SECTIONS = new LinkedHashMap<>();

  static {
    SECTIONS.put("REG", 32);
    SECTIONS.put("MET", 14);
    SECTIONS.put("AZ", 32);
    SECTIONS.put("CM", 17);
    SECTIONS.put("LG", 16);
    SECTIONS.put("CO", 14);
    SECTIONS.put("TK", 30);
    SECTIONS.put("RF", 19);
    SECTIONS.put("RV", 10);
    SECTIONS.put("IN", 8);
    SECTIONS.put("GW", 30);
    SECTIONS.put("CA", 6);
    SECTIONS.put("AD", 9);
    SECTIONS.put("KY", 8);
    SECTIONS.put("EV", 10);
  }

  private static final Pattern LINE =
      Pattern.compile("\\b(" + String.join("|", SECTIONS.keySet()) + ")-\\d{2}\\b");

  private static final Path UNCOVERED = Path.of("src/test/resources/dev/ninestep/uncovered.txt");

  private static final Map<String, Set<String>> TESTS = new TreeMap<>();

  @BeforeAll
  static void readTheTests() throws IOException {
    var sources = Path.of("src/test/java");
    try (var files = Files.walk(sources)) {
      for (var file : files.filter(CatalogueTest::isATest).toList()) {
        var name = sources.relativize(file).toString().replace("dev/ninestep/", "");
        LINE.matcher(Files.readString(file))
            .results()
            .forEach(line ->
                TESTS
                    .computeIfAbsent(line.group(), _ -> new TreeSet<>())
                    .add(name.replace(".java", "")));
      }
    }
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target/catalogue.md"), table());
  }

  private static boolean isATest(Path file) {
    return file.toString().endsWith(".java") && !file.endsWith("CatalogueTest.java");
  }

  private static String table() throws IOException {
    var open = uncovered();
    return "| line | tests |\n|---|---|\n"
        + lines()
            .map(line ->
                "| %s | %s |%n"
                    .formatted(
                        line,
                        open.contains(line)
                            ? "none yet"
                            : String.join(", ", TESTS.getOrDefault(line, Set.of()))))
            .collect(Collectors.joining());
  }

  private static Stream<String> lines() {
    return SECTIONS.entrySet().stream()
        .flatMap(section ->
            IntStream.rangeClosed(1, section.getValue())
                .mapToObj(number -> "%s-%02d".formatted(section.getKey(), number)));
  }

  private static Set<String> uncovered() throws IOException {
    return Files.readAllLines(UNCOVERED).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(" ")[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyLineIsNamedByATestOrListedAsOpen() throws IOException {
    var named = new TreeSet<>(TESTS.keySet());
    named.addAll(uncovered());
    assertThat(named).containsAll(lines().toList());
  }

  @Test
  void theListOfOpenLinesOnlyShrinks() throws IOException {
    assertThat(uncovered())
        .as("these lines are named by a test now: take them off " + UNCOVERED)
        .doesNotContainAnyElementsOf(TESTS.keySet());
  }

  @Test
  void noTestNamesALineThatTheCatalogueDoesNotHave() {
    assertThat(lines().toList()).containsAll(TESTS.keySet());
  }

  @Test
  void everyTestThatTheConformanceNoteNamesIsThere() throws IOException {
    var note = Files.readString(Path.of("src/notes/conformance.md"));
    assertThat(
            Pattern.compile("(?:([a-z]+)\\.)?([A-Z]\\w+(?:Test|Case))\\b").matcher(note).results())
        .isNotEmpty()
        .allSatisfy(named -> {
          var room = named.group(1) == null ? "step" : named.group(1);
          var file = room.equals("dev") ? named.group(2) : room + "/" + named.group(2);
          assertThat(Path.of("src/test/java/dev/ninestep/" + file + ".java"))
              .satisfiesAnyOf(
                  path -> assertThat(path).exists(),
                  _ -> assertThat(named.group(2)).isEqualTo("CatalogueTest"));
        });
  }
}
