package dev.ninestep.trace;

import dev.ninestep.event.Refusal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Somebody's own words for an error, held against how each refusal is described.
///
/// @param said the words that say something
record Words(Set<String> said) {

  /// What is said of nearly everything says nothing.
  private static final Set<String> EMPTY =
      Set.of(
          "the", "and", "that", "this", "with", "from", "when", "then", "have", "has", "was",
          "were", "not", "are", "for", "you", "your", "but", "our", "its", "error", "failed",
          "message", "says", "get", "got", "please", "help", "hello", "can", "cannot", "did",
          "does");

  private static final Pattern WORD = Pattern.compile("[a-z][a-z_]{2,}");

  /// As many of the words must be a refusal's own, at least.
  private static final double SHARE = 0.6;

  private static final int FEWEST = 2;

  private static final Map<Refusal, Set<String>> OF_REFUSALS =
      Arrays.stream(Refusal.values())
          .collect(
              Collectors.toMap(
                  refusal -> refusal,
                  refusal ->
                      in(
                          refusal.description()
                              + " "
                              + refusal.cause()
                              + " "
                              + refusal.slug().replace('-', ' '))));

  /// Copies the set.
  Words {
    said = Set.copyOf(said);
  }

  /// The words of a text.
  static Words of(String text) {
    return new Words(in(text));
  }

  /// The refusals that most of the words are said of; none when few are said of any.
  Set<Refusal> likeliest() {
    var hits = new HashMap<Refusal, Long>();
    OF_REFUSALS.forEach(
        (refusal, own) -> hits.put(refusal, said.stream().filter(own::contains).count()));
    var most = hits.values().stream().mapToLong(count -> count).max().orElse(0);
    var found = EnumSet.noneOf(Refusal.class);
    if (most >= FEWEST && most >= SHARE * said.size()) {
      hits.forEach((refusal, count) -> {
        if (count == most) {
          found.add(refusal);
        }
      });
    }
    return found;
  }

  private static Set<String> in(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(found -> stem(found.group()))
        .filter(word -> !EMPTY.contains(word))
        .collect(Collectors.toSet());
  }

  /// One word whether there are one or several.
  private static String stem(String word) {
    return word.endsWith("s") && !word.endsWith("ss") ? word.substring(0, word.length() - 1) : word;
  }
}
