package dev.ninestep.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.trace.Difference.AtByte;
import dev.ninestep.trace.Difference.None;
import dev.ninestep.trace.Difference.OfSets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// In what the asked differs from the known.
class DifferenceTest {

  @Test
  void equalTextsDifferInNothing() {
    assertThat(Difference.ofBytes("/cb", "/cb")).isEqualTo(new None());
    assertThat(Difference.ofSets("b a", "a  b")).isEqualTo(new None());
  }

  @Test
  void aTextThatGoesOnDiffersWhereTheOtherEnds() {
    assertThat(Difference.ofBytes("/cb/", "/cb"))
        .isEqualTo(new AtByte(3, 3, OptionalInt.of('/'), OptionalInt.empty()));
    assertThat(Difference.ofBytes("/cb", "/cb/"))
        .isEqualTo(new AtByte(3, 3, OptionalInt.empty(), OptionalInt.of('/')));
  }

  @Test
  void aCharacterOfTwoBytesIsOneColumn() {
    assertThat(Difference.ofBytes("/\u00e9/x", "/\u00e9/y"))
        .isEqualTo(new AtByte(3, 4, OptionalInt.of('x'), OptionalInt.of('y')));
  }

  @Test
  void charactersMayDifferInTheirSecondByteOnly() {
    assertThat(Difference.ofBytes("\u00e9", "\u00e8"))
        .isEqualTo(new AtByte(0, 1, OptionalInt.of(0xa9), OptionalInt.of(0xa8)));
  }

  @Test
  void setsDifferByWhatEachHasAlone() {
    assertThat(Difference.ofSets("mcp admin", "mcp read"))
        .isEqualTo(new OfSets(List.of("admin"), List.of("read")));
  }

  @Test
  void theCaretStandsBelowTheByteAndBothAreInHex() {
    assertThat(DifferenceText.of(Difference.ofBytes("ab/", "ab\u00e9"), "registered"))
        .isEqualTo("  ^ byte 2: asked 2f '/', registered c3");
    assertThat(DifferenceText.of(Difference.ofBytes("ab", "abc"), "known"))
        .isEqualTo("  ^ byte 2: asked ends there, known 63 'c'");
    assertThat(DifferenceText.of(Difference.ofSets("a b", "a"), "allowed"))
        .isEqualTo("only asked: b");
  }
}
