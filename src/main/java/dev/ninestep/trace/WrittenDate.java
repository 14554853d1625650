package dev.ninestep.trace;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The date in what somebody wrote, and the rest of it.
sealed interface WrittenDate {

  /// One date.
  record Found(LocalDate day, String rest) implements WrittenDate {}

  /// A day relative to today, which is another one in each zone.
  record DaysAgo(int days, String rest) implements WrittenDate {}

  /// None.
  record Absent(String rest) implements WrittenDate {}

  /// One that can be read in several ways, or in none.
  record Unclear(String why) implements WrittenDate {

    @Override
    public String rest() {
      return "";
    }
  }

  /// What was written besides.
  String rest();

  Map<String, Integer> MONTHS =
      Map.ofEntries(
          Map.entry("jan", 1),
          Map.entry("feb", 2),
          Map.entry("mar", 3),
          Map.entry("mär", 3),
          Map.entry("apr", 4),
          Map.entry("may", 5),
          Map.entry("mai", 5),
          Map.entry("jun", 6),
          Map.entry("jul", 7),
          Map.entry("aug", 8),
          Map.entry("sep", 9),
          Map.entry("oct", 10),
          Map.entry("okt", 10),
          Map.entry("nov", 11),
          Map.entry("dec", 12),
          Map.entry("dez", 12));

  Pattern RELATIVE = Pattern.compile("\\b(today|yesterday)\\b");
  String DAY = "(\\d{1,2})(?:st|nd|rd|th|\\.)?";
  String MONTH = "\\b(" + String.join("|", MONTHS.keySet()) + ")[a-zä]*\\.?";
  String YEAR = "(?:[ /-]+(\\d{4})(?!\\d))?";
  Pattern YEAR_FIRST = Pattern.compile("(?<!\\d)(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?!\\d)");
  Pattern WITH_DOTS =
      Pattern.compile(
          "(?<!\\d)(\\d{1,2})\\. ?(\\d{1,2})\\.(?: ?(\\d{4}|\\d{2})(?![\\d:.h])|(?= \\d))");
  Pattern WITH_SLASHES = Pattern.compile("(?<!\\d)(\\d{1,2})[/-](\\d{1,2})[/-](\\d{4})(?!\\d)");
  Pattern DAY_MONTH = Pattern.compile("(?<!\\d)" + DAY + "[ /-]*" + MONTH + YEAR);

  /// A Unix date has its year at the end.
  Pattern YEAR_LAST = Pattern.compile("([a-z]{3} +\\d{1,2}) (.*) (\\d{4})$");

  Pattern MONTH_DAY = Pattern.compile(MONTH + "[ -]*" + DAY + "(?![\\d:])" + YEAR);

  /// A way to write a date.
  record Form(Pattern pattern, Function<MatchResult, WrittenDate> reading) {}

  /// Finds the date.
  ///
  /// @param written in small letters
  /// @param now the log's time: a date without a year is the last such one
  static WrittenDate in(String written, Instant now) {
    var text = YEAR_LAST.matcher(written).replaceFirst("$1 $3 $2");
    var relative = RELATIVE.matcher(text);
    if (relative.find()) {
      return new DaysAgo(relative.group().equals("today") ? 0 : 1, relative.replaceFirst(" "));
    }
    var today = now.atZone(ZoneOffset.UTC).toLocalDate();
    var forms =
        List.of(
            new Form(YEAR_FIRST, m -> date(m.group(1), number(m, 3), number(m, 4), today)),
            new Form(WITH_DOTS, m -> date(year(m.group(3)), number(m, 2), number(m, 1), today)),
            new Form(WITH_SLASHES, m -> either(m, today)),
            new Form(DAY_MONTH, m -> date(m.group(3), month(m.group(2)), number(m, 1), today)),
            new Form(MONTH_DAY, m -> date(m.group(3), month(m.group(1)), number(m, 2), today)));
    for (var form : forms) {
      var matcher = form.pattern().matcher(text);
      if (matcher.find()) {
        var rest = text.substring(0, matcher.start()) + " " + text.substring(matcher.end());
        var read = form.reading().apply(matcher.toMatchResult());
        return read instanceof Found(var day, _) ? new Found(day, rest) : read;
      }
    }
    return new Absent(text);
  }

  /// Some write the month first, some the day.
  private static WrittenDate either(MatchResult m, LocalDate today) {
    var one = number(m, 1);
    var other = number(m, 2);
    if (one <= 12 && other <= 12 && one != other) {
      return new Unclear(
          "%s may be day and month or month and day: write %s-%02d-%02d or %s-%02d-%02d"
              .formatted(m.group(), m.group(3), other, one, m.group(3), one, other));
    }
    return one > 12 ? date(m.group(3), other, one, today) : date(m.group(3), one, other, today);
  }

  private static WrittenDate date(@Nullable String year, int month, int day, LocalDate today) {
    try {
      if (year != null) {
        return new Found(LocalDate.of(Integer.parseInt(year), month, day), "");
      }
      var thisYear = LocalDate.of(today.getYear(), month, day);
      return new Found(thisYear.isAfter(today.plusDays(1)) ? thisYear.minusYears(1) : thisYear, "");
    } catch (DateTimeException e) {
      return new Unclear("there is no such day");
    }
  }

  private static @Nullable String year(@Nullable String written) {
    return written != null && written.length() == 2 ? "20" + written : written;
  }

  private static int month(String name) {
    return Optional.ofNullable(MONTHS.get(name)).orElseThrow();
  }

  private static int number(MatchResult m, int group) {
    return Integer.parseInt(m.group(group));
  }
}
