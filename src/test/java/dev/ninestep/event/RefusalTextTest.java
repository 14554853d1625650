package dev.ninestep.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every refusal has its text and every text its refusal.
class RefusalTextTest {

  private static final String ENTRY =
      """
      # A title

      ## CODE_EXPIRED

      The code has
      expired.

      - Cause: It came
        late.
      - Fix: Authorize again.
      - Rule: OAuth 2.1 §4.1.2
      """;

  @Test
  void everyRefusalHasATextAndEveryTextARefusal() {
    assertThat(RefusalTexts.read().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Refusal.values()).map(Refusal::name).toList());
  }

  @Test
  void noTwoRefusalsHaveOneCause() {
    assertThat(Arrays.stream(Refusal.values()).map(Refusal::cause)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void aTextIsOneParagraphWithoutTheMarksOfAnother(Refusal refusal) {
    assertThat(refusal.description() + refusal.cause() + refusal.fix() + refusal.specification())
        .doesNotContain(" - ", "##", "\n", "  ");
  }

  @Test
  void aLineMayGoOnInTheNextOne() {
    assertThat(RefusalTexts.parse("some.md", ENTRY))
        .containsExactly(
            entry(
                "CODE_EXPIRED",
                new RefusalText(
                    "The code has expired.",
                    "It came late.",
                    "Authorize again.",
                    "OAuth 2.1 §4.1.2")));
  }

  @Test
  void anEntryWithoutAPartIsNamed() {
    assertThatThrownBy(() -> RefusalTexts.parse("some.md", ENTRY.replace("- Fix:", "- Cure:")))
        .hasMessageContaining("some.md")
        .hasMessageContaining("CODE_EXPIRED");
  }

  @Test
  void anEntryThatComesTwiceIsNamed() {
    assertThatThrownBy(() -> RefusalTexts.parse("some.md", ENTRY + "\n" + ENTRY))
        .hasMessage("two texts in refusals/some.md for CODE_EXPIRED");
  }

  @Test
  void aRefusalWithoutATextIsNamed() {
    assertThatThrownBy(() -> RefusalText.of("CODE_FORGED"))
        .hasMessage("no text in refusals/*.md for CODE_FORGED");
  }

  @Test
  void aTextWithoutARefusalIsNamed() {
    var others = EnumSet.complementOf(EnumSet.of(Refusal.CODE_EXPIRED)).toArray(Refusal[]::new);
    assertThatThrownBy(() -> RefusalText.requireNoOrphan(others))
        .hasMessage("a text in refusals/*.md but no refusal: CODE_EXPIRED");
  }
}
