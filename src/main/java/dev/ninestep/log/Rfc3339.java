package dev.ninestep.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /// Reads an instant in any form of RFC 3339.
  ///
  /// @return the instant, or empty when the text is none
  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// Reads an instant in this form.
  ///
  /// @param bytes what holds the text
  /// @param from its first byte
  /// @param to one past its last
  /// @return the instant, or null when the text is none or of another form
  static @Nullable Instant parse(byte[] bytes, int from, int to) {
    if (!isOurForm(bytes, from, to)) {
      return null;
    }
    try {
      var date =
          LocalDate.of(get(bytes, from, 4), get(bytes, from + 5, 2), get(bytes, from + 8, 2));
      var time =
          LocalTime.of(
              get(bytes, from + 11, 2), get(bytes, from + 14, 2), get(bytes, from + 17, 2));
      var seconds = date.toEpochDay() * SECONDS_OF_DAY + time.toSecondOfDay();
      return Instant.ofEpochMilli(seconds * 1_000 + get(bytes, from + 20, 3));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static boolean isOurForm(byte[] bytes, int from, int to) {
    if (to - from != FORM.length()) {
      return false;
    }
    for (var i = 0; i < FORM.length(); i++) {
      var b = bytes[from + i];
      if (FORM.charAt(i) == '0' ? b < '0' || b > '9' : b != FORM.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int get(byte[] bytes, int start, int digits) {
    var number = 0;
    for (var i = start; i < start + digits; i++) {
      number = number * 10 + (bytes[i] - '0');
    }
    return number;
  }
}
