package dev.ninestep.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeHierarchyTest {

  private static final ScopeHierarchy HIERARCHY =
      new ScopeHierarchy(
          Map.of(
              "admin", Scope.of("write", "audit"),
              "write", Scope.of("read"),
              "sync", Scope.of("read")));

  private static Scope scope(String text) {
    return Scope.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "read,        read",
    "write,       read write",
    "admin,       admin audit read write",
    "sync other,  other read sync",
    "other,       other",
    "'',          ''",
  })
  void aScopeMeansWhatItsTokensImplyDirectlyOrThroughOthers(String granted, String meaning) {
    assertThat(HIERARCHY.meaning(scope(granted))).isEqualTo(scope(meaning));
  }

  @ParameterizedTest
  @CsvSource({
    "read write,             write",
    "admin audit read write, admin",
    "read sync write,        sync write",
    "read other,             other read",
  })
  void whatAnotherTokenImpliesNeedNotBeSaid(String scope, String least) {
    assertThat(HIERARCHY.least(scope(scope))).isEqualTo(scope(least));
    assertThat(HIERARCHY.meaning(scope(least))).isEqualTo(HIERARCHY.meaning(scope(scope)));
  }

  @ParameterizedTest
  @CsvSource({
    "read,  admin read sync write",
    "write, admin write",
    "audit, admin audit",
    "admin, admin",
    "other, other",
  })
  void whatIsLeftOutTakesWithItAllThatImpliesIt(String scope, String gone) {
    assertThat(HIERARCHY.above(scope(scope))).isEqualTo(scope(gone));
  }

  @Test
  void withoutAHierarchyAScopeMeansItself() {
    var scope = scope("read write");
    assertThat(ScopeHierarchy.FLAT.meaning(scope)).isEqualTo(scope);
    assertThat(ScopeHierarchy.FLAT.least(scope)).isEqualTo(scope);
    assertThat(ScopeHierarchy.FLAT.above(scope)).isEqualTo(scope);
  }

  @Test
  void noTokenMayImplyItself() {
    assertThatThrownBy(() -> new ScopeHierarchy(Map.of("a", scope("a"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'a' would imply itself");
    assertThatThrownBy(
            () -> new ScopeHierarchy(Map.of("a", scope("b"), "b", scope("c"), "c", scope("a"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("would imply itself");
  }
}
