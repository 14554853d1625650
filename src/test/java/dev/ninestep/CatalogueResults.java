package dev.ninestep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/// Notes how every test ends, and after the last one of a run writes `target/catalogue.md`: line,
/// test, result. The tests of one build are several runs: what the earlier ones of it found out
/// stays, and what an earlier build found out goes.
public final class CatalogueResults implements BeforeAllCallback, TestWatcher {

  private static final Path NOTES = Path.of("target/catalogue-results.tsv");
  private static final Path TABLE = Path.of("target/catalogue.md");

  /// Set in the first run of a build.
  private static final String IS_FIRST = "ninestep.first-run";

  @Override
  public void beforeAll(ExtensionContext context) {
    ended(context);
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    ended(context).note(context, "passed");
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    ended(context).note(context, "FAILED");
  }

  @Override
  public void testAborted(ExtensionContext context, Throwable cause) {
    ended(context).note(context, "skipped");
  }

  @Override
  public void testDisabled(ExtensionContext context, Optional<String> reason) {
    ended(context).note(context, "skipped");
  }

  private static Ended ended(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(CatalogueResults.class))
        .computeIfAbsent(Ended.class, _ -> new Ended(new ConcurrentHashMap<>()), Ended.class);
  }

  private static Map<String, String> noted() throws IOException {
    var all = new TreeMap<String, String>();
    if (Files.exists(NOTES)) {
      Files.readAllLines(NOTES)
          .forEach(line -> all.put(line.substring(line.indexOf('\t') + 1), line.split("\t")[0]));
    }
    return all;
  }

  /// How tests ended.
  ///
  /// @param results by class, method and display name, with tabs between
  record Ended(Map<String, String> results) implements AutoCloseable {

    private void note(ExtensionContext context, String result) {
      var test = context.getRequiredTestClass().getName().replaceFirst("^dev\\.ninestep\\.", "");
      var name = context.getDisplayName().replaceAll("\\s+", " ");
      results.merge(
          String.join("\t", test, context.getRequiredTestMethod().getName(), name),
          result,
          (one, other) -> one.equals("FAILED") ? one : other);
    }

    /// How the tests of a line ended.
    String of(String line, Set<Catalogue.Named> named) {
      var counted =
          named.stream()
              .flatMap(where ->
                  results.entrySet().stream()
                      .filter(ended -> isAbout(where, line, ended.getKey().split("\t", 3))))
              .collect(
                  Collectors.groupingBy(Map.Entry::getValue, TreeMap::new, Collectors.counting()));
      return counted.isEmpty()
          ? "not run"
          : counted.entrySet().stream()
              .map(result -> result.getValue() + " " + result.getKey())
              .collect(Collectors.joining(", "));
    }

    /// A line that a method names is proven by that method. One that a table names is by the rows
    /// that say so, or else by all of the class.
    private boolean isAbout(Catalogue.Named where, String line, String[] test) {
      if (!test[0].equals(where.test())) {
        return false;
      }
      return where.method().isEmpty()
          ? test[2].contains(line) || !anyRowSays(where.test(), line)
          : test[1].equals(where.method());
    }

    private boolean anyRowSays(String test, String line) {
      return results.keySet().stream()
          .map(key -> key.split("\t", 3))
          .anyMatch(key -> key[0].equals(test) && key[2].contains(line));
    }

    /// Writes the table, with what earlier runs found out.
    @Override
    public void close() {
      try {
        Map<String, String> all = Boolean.getBoolean(IS_FIRST) ? new TreeMap<>() : noted();
        all.putAll(results);
        Files.createDirectories(TABLE.getParent());
        Files.write(
            NOTES, all.entrySet().stream().map(e -> e.getValue() + "\t" + e.getKey()).toList());
        Files.writeString(TABLE, Catalogue.read().table(new Ended(all)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
