package dev.ninestep.app.configuration;

import java.util.Comparator;
import java.util.Optional;

/// Finds the key that somebody who misspelt one probably meant.
final class Nearest {

  private static final int FARTHEST = 4;

  private Nearest() {}

  /// The known key nearest to an unknown one.
  ///
  /// @return the key, or empty when none is near
  static Optional<String> to(String unknown) {
    var general = unknown.replaceFirst("^(resources|signals)\\.\\d+", "$1.*");
    var section =
        Settings.all().stream()
            .<String>map(Setting::key)
            .filter(key -> key.startsWith(general + ".") || key.endsWith("." + general))
            .findFirst();
    return section.or(() ->
        Settings.all().stream()
            .<String>map(Setting::key)
            .min(Comparator.comparingInt(key -> distance(general, key)))
            .filter(key -> distance(general, key) <= Math.min(FARTHEST, general.length() / 2)));
  }

  /// How many letters must be put in, taken out or replaced (Levenshtein).
  private static int distance(String from, String to) {
    var above = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      var row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        var replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[to.length()];
  }
}
