package dev.ninestep.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times and durations as the pages write them, all in UTC.
public final class Times {

  private static final DateTimeFormatter FULL = format("d MMM yyyy, HH:mm:ss 'UTC'");
  private static final DateTimeFormatter MINUTE = format("d MMM yyyy, HH:mm 'UTC'");
  private static final DateTimeFormatter CLOCK = format("HH:mm:ss.SSS");

  private Times() {}

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
  }

  /// A moment to the second, with its day.
  ///
  /// @param at the moment
  /// @return such as `21 Nov 2026, 14:03:07 UTC`
  public static String full(Instant at) {
    return FULL.format(at);
  }

  /// A moment to the minute, with its day.
  ///
  /// @param at the moment
  /// @return such as `21 Nov 2026, 14:03 UTC`
  public static String minute(Instant at) {
    return MINUTE.format(at);
  }

  /// A moment of a day that is known.
  ///
  /// @param at the moment
  /// @return such as `14:03:07.120`
  public static String clock(Instant at) {
    return CLOCK.format(at);
  }

  /// How long something took, in the unit that suits it.
  ///
  /// @param lasted how long, not negative
  /// @return such as `12 ms`, `1.2 s`, `10 s`, `5 min`, `3 h` or `4 d`
  public static String span(Duration lasted) {
    var millis = lasted.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 10_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
    if (lasted.toMinutes() < 2) {
      return lasted.toSeconds() + " s";
    }
    if (lasted.toHours() < 2) {
      return lasted.toMinutes() + " min";
    }
    return lasted.toHours() < 48 ? lasted.toHours() + " h" : lasted.toDays() + " d";
  }
}
