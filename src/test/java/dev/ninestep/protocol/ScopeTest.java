package dev.ninestep.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {

  @Test
  void orderAndRepeatsDoNotCount() {
    assertThat(Scope.parse("b a b")).contains(Scope.of("a", "b"));
    assertThat(Scope.of("b", "a", "b")).hasToString("a b");
    assertThat(Scope.parse("  a   b ")).contains(Scope.of("a", "b"));
    assertThat(Scope.parse("")).contains(Scope.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\tb", "a\nb", "\"a\"", "a\\b", "\u00e4", "a\u007f", "a\u0000"})
  void aTokenHasOnlyTheCharactersOfTheStandard(String text) {
    assertThat(Scope.parse(text)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> Scope.of(text));
  }

  @Test
  void everyCharacterOfTheStandardIsAllowed() {
    var text = new StringBuilder("!");
    for (var c = 0x23; c <= 0x7e; c++) {
      if (c != 0x5c) {
        text.append((char) c);
      }
    }
    assertThat(Scope.parse(text.toString())).contains(Scope.of(text.toString()));
  }

  @Test
  void aTokenIsNotEmptyAndHasNoSpace() {
    assertThatIllegalArgumentException().isThrownBy(() -> Scope.of(""));
    assertThatIllegalArgumentException().isThrownBy(() -> Scope.of("a b"));
  }

  @Test
  void itIsAtMostAThousandCharacters() {
    assertThat(Scope.parse("a".repeat(1_000))).isPresent();
    assertThat(Scope.parse("a".repeat(1_001))).isEmpty();
  }

  @Test
  void coveringIsBeingASuperset() {
    var both = Scope.of("a", "b");
    assertThat(both.covers(Scope.of("a"))).isTrue();
    assertThat(both.covers(both)).isTrue();
    assertThat(both.covers(Scope.NONE)).isTrue();
    assertThat(both.covers(Scope.of("a", "c"))).isFalse();
    assertThat(Scope.NONE.covers(Scope.of("a"))).isFalse();
    assertThat(both.covers(Scope.of("A"))).isFalse();
    assertThat(both.and(Scope.of("b", "c"))).isEqualTo(Scope.of("b"));
    assertThat(both.has("a")).isTrue();
    assertThat(both.has("c")).isFalse();
  }
}
