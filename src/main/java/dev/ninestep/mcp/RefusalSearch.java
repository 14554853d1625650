package dev.ninestep.mcp;

import dev.ninestep.event.Refusal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the refusals somebody may mean by what they paste. A whole description counts most, then a
/// name, then the error code; single words count only where there is none of these.
final class RefusalSearch {

  private static final int DESCRIBED = 20_000;
  private static final int NAMED = 10_000;
  private static final int CODED = 1_000;
  private static final int NUMBERED = 25;
  private static final int WORD_IN_NAME = 30;
  private static final int WORD_IN_DESCRIPTION = 20;
  private static final int WORD_ELSEWHERE = 10;
  private static final int SHORTEST_WORD = 3;

  /// Words that are in every sentence.
  private static final Set<String> SAYING_NOTHING =
      Set.of(
          "the",
          "and",
          "for",
          "not",
          "was",
          "that",
          "this",
          "with",
          "has",
          "are",
          "error",
          "description",
          "invalid",
          "http",
          "https",
          "uri");

  private RefusalSearch() {}

  private record Match(Refusal refusal, int score) {}

  /// Finds them, the best match first; among equals in the order of the flow.
  static List<Refusal> find(String text) {
    var said = " " + text.toLowerCase(Locale.ROOT) + " ";
    var words = words(said).filter(word -> !SAYING_NOTHING.contains(word)).toList();
    var matches =
        Arrays.stream(Refusal.values())
            .map(refusal -> new Match(refusal, score(refusal, said, words)))
            .sorted(Comparator.comparingInt(Match::score).reversed())
            .toList();
    var least = matches.getFirst().score >= CODED ? CODED : 1;
    return matches.stream().filter(match -> match.score >= least).map(Match::refusal).toList();
  }

  private static int score(Refusal refusal, String said, List<String> words) {
    var score = 0;
    if (names(said, refusal.slug()) || names(said, refusal.slug().replace('-', '_'))) {
      score += NAMED + refusal.slug().length();
    }
    if (said.contains(refusal.description().toLowerCase(Locale.ROOT))) {
      score += DESCRIBED + refusal.description().length();
    }
    if (refusal.error().filter(code -> names(said, code)).isPresent()) {
      score += CODED;
    }
    if (names(said, String.valueOf(refusal.status()))) {
      score += NUMBERED;
    }
    return score + byWords(refusal, words);
  }

  private static int byWords(Refusal refusal, List<String> words) {
    var name = words(refusal.slug()).collect(Collectors.toSet());
    var description = words(refusal.description()).collect(Collectors.toSet());
    var rest = words(refusal.cause() + " " + refusal.fix()).collect(Collectors.toSet());
    return words.stream()
        .mapToInt(word ->
            (name.contains(word) ? WORD_IN_NAME : 0)
                + (description.contains(word) ? WORD_IN_DESCRIPTION : 0)
                + (rest.contains(word) ? WORD_ELSEWHERE : 0))
        .sum();
  }

  /// Whether a name stands in the text by itself, and not as a part of a longer one.
  private static boolean names(String said, String name) {
    for (var at = said.indexOf(name); at >= 0; at = said.indexOf(name, at + 1)) {
      if (!isInName(said.charAt(at - 1)) && !isInName(said.charAt(at + name.length()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isInName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-';
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
        .filter(word -> word.length() >= SHORTEST_WORD)
        .distinct();
  }
}
