package dev.ninestep.trace;

import java.time.Duration;

/// A length of time in words: as exact as somebody cares to know.
public final class Span {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private Span() {}

  /// Says it.
  ///
  /// @param length the length, not negative
  /// @return such as `40 ms`, `1.5 s`, `2 min 5 s`, `3 h 20 min` or `29 d 4 h`
  public static String words(Duration length) {
    if (length.compareTo(SECOND) < 0) {
      return length.toMillis() + " ms";
    }
    if (length.compareTo(MINUTE) < 0) {
      return length.toSeconds() + "." + length.toMillisPart() / 100 + " s";
    }
    if (length.compareTo(HOUR) < 0) {
      return length.toMinutes() + " min " + length.toSecondsPart() + " s";
    }
    return length.compareTo(DAY) < 0
        ? length.toHours() + " h " + length.toMinutesPart() + " min"
        : length.toDays() + " d " + length.toHoursPart() + " h";
  }
}
