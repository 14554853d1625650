package dev.ninestep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every sentence of the two help pages is true of ours: a test quotes it and shows that, or it is
/// listed with the reason why there is nothing to show.
class SeedsTest {

  /// A shorter quotation would stand in the pages by chance.
  private static final int SHORTEST = 8;

  private static Seeds seeds;

  @BeforeAll
  static void read() throws IOException {
    seeds = Seeds.read();
  }

  @Test
  void everySentenceIsQuotedByATestOrIsNoClaim() {
    var texts =
        Stream.concat(
                seeds.quoted().stream().map(Seeds.Quotation::text),
                seeds.noClaims().stream().map(Seeds.Reasoned::text))
            .map(Seeds::squeezed)
            .toList();
    assertThat(seeds.pages()).hasSize(2);
    assertThat(seeds.pages()).flatMap(page -> page.without(texts)).isEmpty();
  }

  @Test
  void whatIsQuotedStandsThereWordByWord() {
    assertThat(seeds.quoted())
        .isNotEmpty()
        .allSatisfy(quoted -> {
          assertThat(Seeds.squeezed(quoted.text())).hasSizeGreaterThanOrEqualTo(SHORTEST);
          assertThat(seeds.say(quoted.text()))
              .as("%s quotes: %s", quoted.where(), quoted.text())
              .isTrue();
        });
  }

  @Test
  void whatIsNoClaimStandsThereAndSaysWhy() {
    assertThat(seeds.noClaims())
        .isNotEmpty()
        .allSatisfy(listed -> {
          assertThat(seeds.say(listed.text())).as(listed.text()).isTrue();
          assertThat(listed.reason()).as(listed.text()).endsWith(".").hasSizeGreaterThan(30);
        });
  }

  @Test
  void whatATestQuotesIsNotListedBesides() {
    assertThat(seeds.noClaims())
        .extracting(listed -> Seeds.squeezed(listed.text()))
        .noneMatch(listed ->
            seeds.quoted().stream()
                .anyMatch(quoted -> Seeds.squeezed(quoted.text()).contains(listed)));
  }
}
