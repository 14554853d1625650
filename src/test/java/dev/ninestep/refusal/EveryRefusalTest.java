package dev.ninestep.refusal;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every refusal there is can be met over HTTP, in every way in which it may travel, and is told as
/// it is declared: status, code, `error_uri`; and the log learns the cause and no secret. A new
/// refusal needs a new recipe; one that nothing can provoke is dead and has to go.
class EveryRefusalTest {

  /// A refusal on one of its ways.
  record Telling(Refusal refusal, Face face) {}

  /// The plainest recipe of each.
  private static final Map<Telling, Recipe> RECIPES =
      Recipes.all()
          .collect(
              toMap(
                  recipe -> new Telling(recipe.refusal(), recipe.face()),
                  recipe -> recipe,
                  (plainest, _) -> plainest));

  static Stream<Telling> all() {
    return Arrays.stream(Refusal.values())
        .flatMap(refusal ->
            Arrays.stream(Face.values())
                .filter(refusal::mayTravelBy)
                .map(face -> new Telling(refusal, face)));
  }

  // AZ-16, AZ-27, EV-02, EV-06
  @ParameterizedTest
  @MethodSource("all")
  void isMetOverHttpAndToldAsDeclared(Telling telling) {
    assertThat(RECIPES.keySet()).as("those that some recipe provokes").contains(telling);
    RECIPES.get(telling).verify();
  }

  /// What it reads like is in a file, which `GoldenRefusalsTest` writes to `target/golden`.
  @ParameterizedTest
  @EnumSource
  void hasAGoldenStory(Refusal refusal) {
    var file = "/dev/ninestep/trace/" + refusal.slug() + ".txt";
    assertThat(EveryRefusalTest.class.getResource(file)).as(file).isNotNull();
  }
}
