package dev.ninestep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.TestWatcher;

/// Notes how every test ends, and when the tests of a JVM are over writes `target/catalogue.md`:
/// line, test, result. The tests of one build run in several JVMs, some of them side by side: what
/// the others of it found out stays, and what an earlier build found out goes.
public final class CatalogueResults implements BeforeAllCallback, TestWatcher {

  private static final Path NOTES = Path.of("target/catalogue-results.tsv");
  private static final Path TABLE = Path.of("target/catalogue.md");
  private static final Path LOCK = Path.of("target/catalogue.lock");

  /// Names the build; a run that is none is of this JVM alone.
  private static final String BUILD =
      System.getProperty("ninestep.build", "process " + ProcessHandle.current().pid());

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
        .getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(CatalogueResults.class))
        .computeIfAbsent(Ended.class, _ -> new Ended(new ConcurrentHashMap<>()), Ended.class);
  }

  /// What the JVMs of this build that are done have noted.
  private static Map<String, String> noted() throws IOException {
    var lines = Files.exists(NOTES) ? Files.readAllLines(NOTES) : List.<String>of();
    var all = new TreeMap<String, String>();
    if (!lines.isEmpty() && lines.getFirst().equals(BUILD)) {
      lines
          .subList(1, lines.size())
          .forEach(line -> all.put(line.substring(line.indexOf('\t') + 1), line.split("\t")[0]));
    }
    return all;
  }

  /// How the tests of this JVM ended.
  ///
  /// @param results by class, method and display name, with tabs between
  private record Ended(Map<String, String> results) implements AutoCloseable {

    void note(ExtensionContext context, String result) {
      var test = context.getRequiredTestClass().getName().replaceFirst("^dev\\.ninestep\\.", "");
      var name = context.getDisplayName().replaceAll("\\s+", " ");
      results.merge(
          String.join("\t", test, context.getRequiredTestMethod().getName(), name),
          result,
          (one, other) -> one.equals("FAILED") ? one : other);
    }

    /// Writes the table, with what the others found out.
    @Override
    public void close() {
      try {
        Files.createDirectories(TABLE.getParent());
        try (var file =
                FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var _ = file.lock()) {
          var all = noted();
          all.putAll(results);
          var lines = new ArrayList<>(List.of(BUILD));
          all.forEach((test, result) -> lines.add(result + "\t" + test));
          Files.write(NOTES, lines);
          Files.writeString(TABLE, Catalogue.read().table(CatalogueOutcomes.of(all)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
