package dev.ninestep.doctor;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Answers for judgements.
final class Answers {

  private Answers() {}

  /// An answer with headers, name and value in turn.
  static Response of(int status, String body, String... headers) {
    Map<String, List<String>> byName = new HashMap<>();
    for (var i = 0; i < headers.length; i += 2) {
      byName.put(headers[i].toLowerCase(Locale.ROOT), List.of(headers[i + 1]));
    }
    return new Response(status, byName, body, Duration.ZERO);
  }
}
