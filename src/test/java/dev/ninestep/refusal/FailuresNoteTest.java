package dev.ninestep.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every cause of failure that the two seed documents and the reports on real clients name is told
/// by a refusal of its own, or the note says what keeps it from arising.
class FailuresNoteTest {

  private static final Path NOTE = Path.of("src/notes/failures.md");

  /// How many causes each of the three sources has.
  private static final List<Integer> CAUSES = List.of(6, 15, 30);

  private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\| (.+) \\| (.+) \\|");
  private static final Pattern REFUSAL =
      Pattern.compile("`([A-Z][A-Z0-9_]+)` (\\d{3})( [a-z]+_[a-z_]+)?");
  private static final Pattern TEST = Pattern.compile("\\b[A-Z]\\w+Test\\b");
  private static final Pattern UNSEEN = Pattern.compile("nothing arrives: not seen");

  private static List<String> rows() throws IOException {
    return Files.readAllLines(NOTE).stream().filter(line -> ROW.matcher(line).matches()).toList();
  }

  private static Stream<String> found(Pattern pattern, String row) {
    return pattern.matcher(row).results().map(result -> result.group());
  }

  @Test
  void noCauseOfAnySourceIsLeftOut() throws IOException {
    var numbers = rows().stream().map(row -> Integer.valueOf(row.split(" ")[1])).toList();
    var expected = CAUSES.stream().flatMap(n -> IntStream.rangeClosed(1, n).boxed()).toList();
    assertThat(numbers).isEqualTo(expected);
  }

  @TestFactory
  Stream<DynamicTest> aCauseIsToldOrKeptFromArisingOrCannotBeSeen() throws IOException {
    return rows().stream().map(row -> DynamicTest.dynamicTest(row, () -> isSettled(row)));
  }

  private static void isSettled(String row) throws IOException {
    var refusals = REFUSAL.matcher(row).results().toList();
    for (var told : refusals) {
      var refusal = Refusal.valueOf(told.group(1));
      assertThat(refusal.status()).as(refusal.name()).hasToString(told.group(2));
      var error = told.group(3) == null ? "" : told.group(3).strip();
      assertThat(refusal.error().orElse("")).as(refusal.name()).isEqualTo(error);
    }
    var tests = found(TEST, row).toList();
    assertThat(testClasses()).containsAll(tests);
    assertThat(refusals.size() + tests.size() + found(UNSEEN, row).count())
        .as("a refusal, a test or a reason")
        .isPositive();
  }

  /// Every name in the note that looks like a refusal is one: a typing error would be no row.
  @Test
  void everyNameIsOfARefusal() throws IOException {
    var named =
        Pattern.compile("`([A-Z][A-Z0-9]*_[A-Z0-9_]+)`")
            .matcher(Files.readString(NOTE))
            .results()
            .map(result -> result.group(1));
    var all = Arrays.stream(Refusal.values()).map(Refusal::name).collect(Collectors.toSet());
    assertThat(named).allMatch(all::contains);
  }

  private static List<String> testClasses() throws IOException {
    try (var files = Files.walk(Path.of("src/test/java"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .toList();
    }
  }
}
