package dev.ninestep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Holds the tests against the security catalogue: every line of it is named by a test, as in `//
/// AZ-12`, stands in the list of those that nothing proves yet, or is about something that is not
/// here. How the tests of each line ended is in `target/catalogue.md` after each run.
class CatalogueTest {

  private static Catalogue catalogue;

  @BeforeAll
  static void read() throws IOException {
    catalogue = Catalogue.read();
  }

  @Test
  void everyLineIsNamedByATestOrListed() {
    var named = new TreeSet<>(catalogue.tests().keySet());
    named.addAll(catalogue.uncovered());
    named.addAll(catalogue.notApplicable().keySet());
    assertThat(named).containsAll(Catalogue.lines());
  }

  @Test
  void theListOfOpenLinesOnlyShrinks() {
    assertThat(catalogue.uncovered())
        .as("these lines are named by a test now: take them off " + Catalogue.UNCOVERED)
        .doesNotContainAnyElementsOf(catalogue.tests().keySet())
        .doesNotContainAnyElementsOf(catalogue.notApplicable().keySet());
  }

  @Test
  void whatDoesNotApplySaysWhy() {
    assertThat(catalogue.notApplicable().values())
        .allSatisfy(reason -> assertThat(reason).endsWith(".").hasSizeGreaterThan(40));
  }

  @Test
  void noTestNamesALineThatTheCatalogueDoesNotHave() {
    assertThat(Catalogue.lines()).containsAll(catalogue.tests().keySet());
    assertThat(Catalogue.lines()).containsAll(catalogue.notApplicable().keySet());
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
