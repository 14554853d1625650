package dev.ninestep.trace;

import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The time of day in what somebody wrote, and the rest of it.
///
/// @param time the time, if there is one
/// @param lasts a minute; a second if seconds were written that are not zero, an hour if not even
///   minutes were
/// @param rest what was written besides
record WrittenTime(Optional<LocalTime> time, Duration lasts, String rest) {

  private static final Pattern WITH_MINUTES =
      Pattern.compile(
          "(?<![\\d+-])(\\d{1,2})[:h.](\\d{2})(?::(\\d{2})(?:[.,]\\d{1,9})?)?(?!\\d)"
              + "(?: ?([ap])\\.?m\\b\\.?)?");
  private static final Pattern HOUR_ALONE =
      Pattern.compile("(?<![\\d+-])(\\d{1,2})()() ?([ap])\\.?m\\b\\.?");

  static WrittenTime in(String text) {
    var found = WITH_MINUTES.matcher(text);
    if (found.find()) {
      var lasts = number(found.group(3)) == 0 ? Duration.ofMinutes(1) : Duration.ofSeconds(1);
      return of(found, lasts, text);
    }
    var hour = HOUR_ALONE.matcher(text);
    return hour.find() ? of(hour, Duration.ofHours(1), text) : none(text);
  }

  private static WrittenTime of(Matcher found, Duration lasts, String text) {
    var rest = text.substring(0, found.start()) + " " + text.substring(found.end());
    var time = time(found);
    return time.isPresent() ? new WrittenTime(time, lasts, rest) : none(text);
  }

  private static WrittenTime none(String text) {
    return new WrittenTime(Optional.empty(), Duration.ZERO, text);
  }

  private static Optional<LocalTime> time(Matcher found) {
    var hour = Integer.parseInt(found.group(1));
    var half = found.group(4);
    if (half != null && (hour < 1 || hour > 12)) {
      return Optional.empty();
    }
    var of24 = half == null ? hour : hour % 12 + (half.equals("p") ? 12 : 0);
    var minute = number(found.group(2));
    var second = number(found.group(3));
    return of24 < 24 && minute < 60 && second < 60
        ? Optional.of(LocalTime.of(of24, minute, second))
        : Optional.empty();
  }

  private static int number(@Nullable String digits) {
    return digits == null || digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }
}
