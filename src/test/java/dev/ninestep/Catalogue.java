package dev.ninestep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The security catalogue: its lines, and which of them each test names.
///
/// @param tests of each line, where it is named
/// @param uncovered lines that no test names yet
/// @param notApplicable lines about something that is not here, and why
record Catalogue(
    Map<String, Set<Named>> tests, Set<String> uncovered, Map<String, String> notApplicable) {

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

  /// A comment in front of a test method, and between the two its annotations, which may have lines
  /// of their own but no empty one.
  private static final Pattern COMMENT_OF_METHOD =
      Pattern.compile(
          "((?:[ \\t]*//[^\\n]*\\n)+)((?:[ \\t]*[^\\s/][^\\n]*\\n)*?)"
              + "[ \\t]*(?:void|Stream<DynamicTest>) (\\w+)\\(");

  private static final Pattern TEST =
      Pattern.compile("@(?:Test|ParameterizedTest|RepeatedTest|TestFactory)\\b");

  private static final Path SOURCES = Path.of("src/test/java");
  private static final Path RESOURCES = Path.of("src/test/resources/dev/ninestep");

  /// The list of lines that no test names.
  static final Path UNCOVERED = RESOURCES.resolve("uncovered.txt");

  /// The list of lines about something that is not here.
  static final Path NOT_APPLICABLE = RESOURCES.resolve("not-applicable.txt");

  /// Where a line is named.
  ///
  /// @param test the class, such as `step.TokenStepTest`
  /// @param method the test method, or empty when the line is named in a table or for all of them
  record Named(String test, String method) implements Comparable<Named> {

    @Override
    public int compareTo(Named other) {
      return toString().compareTo(other.toString());
    }
  }

  /// Reads the tests and the two lists.
  static Catalogue read() throws IOException {
    var tests = new TreeMap<String, Set<Named>>();
    try (var files = Files.walk(SOURCES)) {
      for (var file : files.filter(Catalogue::isATest).toList()) {
        names(file).forEach((line, named) -> tests.merge(line, named, Catalogue::together));
      }
    }
    return new Catalogue(tests, listed(UNCOVERED).keySet(), listed(NOT_APPLICABLE));
  }

  /// A class that others test with proves nothing by itself.
  private static boolean isATest(Path file) {
    var name = file.getFileName().toString();
    return name.endsWith(".java") && !name.startsWith("Catalogue") && hasTests(file);
  }

  private static boolean hasTests(Path file) {
    try {
      return TEST.matcher(Files.readString(file)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<Named> together(Set<Named> one, Set<Named> other) {
    var both = new TreeSet<>(one);
    both.addAll(other);
    return both;
  }

  private static Map<String, Set<Named>> names(Path file) throws IOException {
    var test =
        SOURCES
            .relativize(file)
            .toString()
            .replaceFirst("^dev/ninestep/", "")
            .replace(".java", "")
            .replace('/', '.');
    var source = Files.readString(file);
    var named = new TreeMap<String, Set<Named>>();
    var methods = COMMENT_OF_METHOD.matcher(source);
    while (methods.find()) {
      if (!TEST.matcher(methods.group(2)).find()) {
        continue;
      }
      var method = new Named(test, methods.group(3));
      LINE.matcher(methods.group(1))
          .results()
          .forEach(line -> named.merge(line.group(), Set.of(method), Catalogue::together));
    }
    LINE.matcher(source)
        .results()
        .forEach(line -> named.putIfAbsent(line.group(), Set.of(new Named(test, ""))));
    return named;
  }

  private static Map<String, String> listed(Path list) throws IOException {
    return Files.readAllLines(list).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(" ", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (a, _) -> a, TreeMap::new));
  }

  /// Every line there is, in order.
  static List<String> lines() {
    return SECTIONS.entrySet().stream()
        .flatMap(section ->
            IntStream.rangeClosed(1, section.getValue())
                .mapToObj(number -> "%s-%02d".formatted(section.getKey(), number)))
        .toList();
  }

  /// The whole of it as a table.
  ///
  /// @param results how tests ended
  String table(CatalogueOutcomes results) {
    return "| line | tests | result |\n|---|---|---|\n"
        + lines().stream().map(line -> row(line, results)).collect(Collectors.joining());
  }

  private String row(String line, CatalogueOutcomes results) {
    var named = tests.getOrDefault(line, Set.of());
    var where = Stream.concat(named.stream().map(Named::test), reason(line)).distinct();
    return "| %s | %s | %s |\n"
        .formatted(
            line,
            where.collect(Collectors.joining(", ")),
            named.isEmpty() ? "" : results.of(line, named));
  }

  private Stream<String> reason(String line) {
    if (notApplicable.containsKey(line)) {
      return Stream.of("does not apply: " + notApplicable.get(line));
    }
    return uncovered.contains(line) ? Stream.of("none yet") : Stream.of();
  }
}
