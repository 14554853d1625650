package dev.ninestep.refusal;

import dev.ninestep.account.SignInRecipes;
import dev.ninestep.gateway.CallRecipes;
import dev.ninestep.operator.OperatorRecipes;
import dev.ninestep.settings.SettingsRecipes;
import dev.ninestep.step.StepRecipes;
import dev.ninestep.trace.SupportRecipes;
import java.util.stream.Stream;

/// Every recipe there is. Each package that refuses keeps its own.
final class Recipes {

  private Recipes() {}

  static Stream<Recipe> all() {
    return Stream.of(
            StepRecipes.all(),
            SignInRecipes.all(),
            SettingsRecipes.all(),
            CallRecipes.all(),
            SupportRecipes.all(),
            OperatorRecipes.all())
        .flatMap(recipes -> recipes);
  }
}
