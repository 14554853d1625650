package dev.ninestep.refusal;

import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// One way to provoke each refusal, by the face that a user is most likely to see.
public final class PlainestRecipes {

  private static final List<Face> FACES = List.of(Face.REDIRECT, Face.BEARER, Face.JSON, Face.PAGE);

  private PlainestRecipes() {}

  /// Them.
  ///
  /// @return a recipe for every refusal
  public static Map<Refusal, Recipe> all() {
    var plainest = new EnumMap<Refusal, Recipe>(Refusal.class);
    Recipes.all()
        .forEach(recipe ->
            plainest.merge(
                recipe.refusal(), recipe, (one, other) -> rank(other) < rank(one) ? other : one));
    return plainest;
  }

  private static int rank(Recipe recipe) {
    return FACES.indexOf(recipe.face());
  }
}
