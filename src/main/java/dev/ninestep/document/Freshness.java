package dev.ninestep.document;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How long what was fetched may be used without fetching it again: as long as its server says, but
/// neither so short that every authorization becomes a fetch nor so long that a change goes unseen
/// for days.
///
/// @spec https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2 RFC 9111 §5.2.2
final class Freshness {

  static final Duration SHORTEST = Duration.ofSeconds(30);
  static final Duration LONGEST = Duration.ofHours(24);
  private static final Duration UNSAID = Duration.ofMinutes(5);
  private static final String MAX_AGE = "max-age=";

  private Freshness() {}

  /// Reads a Cache-Control header.
  ///
  /// @param header its value, empty when there is none
  /// @return the time, or empty when nothing may be kept
  static Optional<Duration> of(String header) {
    var directives =
        Arrays.stream(header.toLowerCase(Locale.ROOT).split(",")).map(String::trim).toList();
    if (directives.contains("no-store")) {
      return Optional.empty();
    }
    if (directives.contains("no-cache")) {
      return Optional.of(SHORTEST);
    }
    return Optional.of(
        directives.stream()
            .filter(directive -> directive.startsWith(MAX_AGE))
            .findFirst()
            .map(directive -> within(directive.substring(MAX_AGE.length())))
            .orElse(UNSAID));
  }

  /// What is not a number says nothing; what has more digits than a day has seconds is too long.
  private static Duration within(String seconds) {
    if (!seconds.matches("[0-9]+")) {
      return UNSAID;
    }
    var said = seconds.length() > 9 ? LONGEST : Duration.ofSeconds(Integer.parseInt(seconds));
    if (said.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return said.compareTo(LONGEST) > 0 ? LONGEST : said;
  }
}
