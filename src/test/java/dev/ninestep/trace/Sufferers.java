package dev.ninestep.trace;

import dev.ninestep.event.Refusal;
import dev.ninestep.refusal.PlainestRecipes;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// Somebody for every refusal. Each is refused over HTTP once, however many tests look at it.
final class Sufferers {

  private static final Map<Refusal, Sufferer> ALL = suffer();

  private Sufferers() {}

  /// All of them.
  static Map<Refusal, Sufferer> all() {
    return ALL;
  }

  private static Map<Refusal, Sufferer> suffer() {
    var all = new EnumMap<Refusal, Sufferer>(Refusal.class);
    PlainestRecipes.all().forEach((refusal, recipe) -> all.put(refusal, Sufferer.of(recipe)));
    return Collections.unmodifiableMap(all);
  }
}
