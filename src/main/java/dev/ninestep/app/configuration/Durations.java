package dev.ninestep.app.configuration;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Durations as people write them: `500ms`, `30s`, `10m`, `1h`, `30d`, or ISO 8601 (`PT30S`).
final class Durations {

  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private Durations() {}

  static Form<Duration> between(String least, String most) {
    var from = parse(least).orElseThrow();
    var to = parse(most).orElseThrow();
    return new Form<>(
        "a duration from %s to %s, such as 30s, 10m or PT1H".formatted(least, most),
        text -> parse(text).filter(d -> d.compareTo(from) >= 0 && d.compareTo(to) <= 0));
  }

  private static Optional<Duration> parse(String text) {
    var match = SHORT.matcher(text);
    if (match.matches()) {
      var amount = Long.parseLong(match.group(1));
      return Optional.of(
          switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
          });
    }
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
