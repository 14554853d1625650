package dev.ninestep.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// Instants as text: `2026-11-21T14:03:02.500Z`, in UTC, always with milliseconds and never with
/// more, which is what the log's own time has.
///
/// By hand for this one form, because the JDK's formatter takes as long as the rest of a record.
///
/// @spec https://www.rfc-editor.org/rfc/rfc3339#section-5.6 RFC 3339 §5.6
final class Rfc3339 {

  private static final String FORM = "0000-00-00T00:00:00.000Z";
  private static final long SECONDS_OF_DAY = 86_400;

  private Rfc3339() {}

  /// Prints an instant, cut to milliseconds.
  ///
  /// @param instant in a year of four digits
  static String print(Instant instant) {
    var at = instant.atOffset(ZoneOffset.UTC);
    if (at.getYear() < 0 || at.getYear() > 9_999) {
      throw new IllegalArgumentException("RFC 3339 has no year " + at.getYear());
    }
    var text = FORM.toCharArray();
    put(text, 0, 4, at.getYear());
    put(text, 5, 2, at.getMonthValue());
    put(text, 8, 2, at.getDayOfMonth());
    put(text, 11, 2, at.getHour());
    put(text, 14, 2, at.getMinute());
    put(text, 17, 2, at.getSecond());
    put(text, 20, 3, at.getNano() / 1_000_000);
    return new String(text);
  }

  private static void put(char[] text, int start, int digits, int number) {
    var rest = number;
    for (var i = start + digits - 1; i >= start; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /// Reads an instant in this form or any other of RFC 3339.
  ///
  /// @return the instant, or empty when the text is none
  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(
          isOurForm(text) ? parseOurForm(text) : OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isOurForm(String text) {
    if (text.length() != FORM.length()) {
      return false;
    }
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (FORM.charAt(i) == '0' ? c < '0' || c > '9' : c != FORM.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static Instant parseOurForm(String text) {
    var date = LocalDate.of(get(text, 0, 4), get(text, 5, 2), get(text, 8, 2));
    var time = LocalTime.of(get(text, 11, 2), get(text, 14, 2), get(text, 17, 2));
    var seconds = date.toEpochDay() * SECONDS_OF_DAY + time.toSecondOfDay();
    return Instant.ofEpochMilli(seconds * 1_000 + get(text, 20, 3));
  }

  private static int get(String text, int start, int digits) {
    var number = 0;
    for (var i = start; i < start + digits; i++) {
      number = number * 10 + (text.charAt(i) - '0');
    }
    return number;
  }
}
