package dev.ninestep.gateway;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// Which headers pass, by their names as they come. Clients and servers use few, always spelt the
/// same, and each is judged once; those that somebody makes up are judged each time when there are
/// too many of them. Any thread.
final class Verdicts {

  private static final int MOST = 256;
  private static final int LONGEST = 64;

  private final Predicate<String> rule;
  private final Map<String, Boolean> known = new ConcurrentHashMap<>();

  /// @param rule whether a header of a name passes; always the same for the same name
  Verdicts(Predicate<String> rule) {
    this.rule = rule;
  }

  boolean passes(String name) {
    var kept = known.get(name);
    return kept == null ? judged(name) : kept;
  }

  private boolean judged(String name) {
    var passes = rule.test(name);
    if (name.length() <= LONGEST && known.size() < MOST) {
      known.put(name, passes);
    }
    return passes;
  }

  /// How many are remembered.
  int size() {
    return known.size();
  }
}
