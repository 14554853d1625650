package dev.ninestep;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How tests ended, for the table of the security catalogue.
///
/// @param byClass the tests of each class, such as `step.TokenStepTest`
record CatalogueOutcomes(Map<String, List<Outcome>> byClass) {

  /// How one test ended.
  ///
  /// @param method which one
  /// @param name what it is called, with the row of its table where it has one
  /// @param result passed, FAILED or skipped
  record Outcome(String method, String name, String result) {}

  /// Sorts them.
  ///
  /// @param results by class, method and display name, with tabs between
  static CatalogueOutcomes of(Map<String, String> results) {
    return new CatalogueOutcomes(
        results.entrySet().stream()
            .map(entry -> Map.entry(entry.getKey().split("\t", 3), entry.getValue()))
            .collect(
                Collectors.groupingBy(
                    entry -> entry.getKey()[0],
                    Collectors.mapping(
                        entry ->
                            new Outcome(entry.getKey()[1], entry.getKey()[2], entry.getValue()),
                        Collectors.toList()))));
  }

  /// How the tests of a line ended.
  String of(String line, Set<Catalogue.Named> named) {
    var counted =
        named.stream()
            .flatMap(where -> about(where, line))
            .collect(Collectors.groupingBy(Outcome::result, TreeMap::new, Collectors.counting()));
    return counted.isEmpty()
        ? "not run"
        : counted.entrySet().stream()
            .map(result -> result.getValue() + " " + result.getKey())
            .collect(Collectors.joining(", "));
  }

  /// A line that a method names is proven by that method. One that a table names is by the rows
  /// that say so, or else by all of the class.
  private Stream<Outcome> about(Catalogue.Named where, String line) {
    var all = byClass.getOrDefault(where.test(), List.of());
    if (!where.method().isEmpty()) {
      return all.stream().filter(test -> test.method().equals(where.method()));
    }
    var rows = all.stream().filter(test -> test.name().contains(line)).toList();
    return rows.isEmpty() ? all.stream() : rows.stream();
  }
}
