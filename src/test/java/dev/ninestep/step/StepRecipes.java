package dev.ninestep.step;

import dev.ninestep.refusal.Recipe;
import java.util.stream.Stream;

/// How the refusals of steps 1 to 5, and of HTTP itself, are provoked: by the tables in the tests
/// of each endpoint, and by what needs more than a request or two.
public final class StepRecipes {

  private StepRecipes() {}

  /// All recipes; of several for one refusal on one face, the first is the plainest.
  public static Stream<Recipe> all() {
    var ordinary =
        Stream.of(
                RegistrationRefusalsTest.cases(),
                RegistrationRecipes.cases(),
                AuthorizationRefusalsTest.cases(),
                ConsentRefusalsTest.cases(),
                TokenRefusalsTest.cases(),
                RefreshRefusalsTest.cases(),
                ClientProofRecipes.cases(),
                TokenRecipes.cases(),
                DpopRecipes.cases(),
                ExchangeRecipes.cases(),
                HttpRecipes.cases())
            .flatMap(cases -> cases)
            .map(RefusalCase::recipe);
    return Stream.of(
            ordinary,
            AuthorizationRecipes.all(),
            DocumentRecipes.all(),
            IdentityRecipes.all(),
            LostAnswerRecipe.all())
        .flatMap(recipes -> recipes);
  }
}
