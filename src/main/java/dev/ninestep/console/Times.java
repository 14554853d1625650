package dev.ninestep.console;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as the pages write them, all in UTC.
public final class Times {

  private static final DateTimeFormatter FULL = format("d MMM yyyy, HH:mm:ss 'UTC'");
  private static final DateTimeFormatter EXACT = format("d MMM yyyy, HH:mm:ss.SSS 'UTC'");
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

  /// A moment as exactly as the log knows it, with its day.
  ///
  /// @param at the moment
  /// @return such as `21 Nov 2026, 14:03:07.120 UTC`
  public static String exact(Instant at) {
    return EXACT.format(at);
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
}
