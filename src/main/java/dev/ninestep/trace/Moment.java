package dev.ninestep.trace;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A time as somebody wrote it: to the minute or the second, or a whole day; with an offset, the
/// name of a zone, or neither, which means UTC.
sealed interface Moment {

  /// It can only mean one thing.
  ///
  /// @param from when it begins
  /// @param lasts how long it lasts: what was written is no more exact
  record Known(Instant from, Duration lasts) implements Moment {

    /// {@return the moment after its end}
    Instant until() {
      return from.plus(lasts);
    }

    /// How far something is from it; what happened within it is not far at all.
    Duration from(Instant at) {
      if (at.isBefore(from)) {
        return Duration.between(at, from);
      }
      return at.isBefore(until()) ? Duration.ZERO : Duration.between(until(), at);
    }
  }

  /// It can mean several things, or none.
  ///
  /// @param why what to write instead
  record Unclear(String why) implements Moment {}

  /// `2026-11-21T14:03Z` has a letter where people have a blank.
  Pattern ISO = Pattern.compile("(\\d)t(\\d)");

  /// What people write around a time and that says nothing.
  Pattern FILLING =
      Pattern.compile(
          "\\b(?:at|on|the|of|um|uhr|am(?= \\d)|around|about|approx|ca|roughly|time|"
              + "mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|"
              + "sat(?:urday)?|sun(?:day)?)\\b\\.?");

  /// A date like this is read as itself by nobody.
  Pattern SECONDS = Pattern.compile("(\\d{10})(\\d{3})?");

  Duration SKEW = Duration.ofMinutes(5);

  /// Reads a time.
  ///
  /// @param text what was written
  /// @param now the log's time, for what is said relative to it
  /// @return what it means
  static Moment of(String text, Instant now) {
    var plain =
        text.toLowerCase(Locale.ROOT)
            .replace('\u2212', '-')
            .replaceAll("[\\s\\h,;~\"'\\[\\]]+", " ")
            .strip();
    var seconds = SECONDS.matcher(plain);
    if (seconds.matches()) {
      var at = Instant.ofEpochSecond(Long.parseLong(seconds.group(1)));
      return new Known(at, Duration.ofSeconds(1));
    }
    var date = WrittenDate.in(ISO.matcher(plain).replaceFirst("$1 $2"), now);
    if (date instanceof WrittenDate.Unclear(var why)) {
      return new Unclear(why);
    }
    var time = WrittenTime.in(date.rest());
    var zone = WrittenZone.of(FILLING.matcher(time.rest()).replaceAll(" "));
    return switch (zone) {
      case WrittenZone.Unclear(var why) -> new Unclear(why);
      case WrittenZone.Known(var id) -> at(date, time, id, now);
    };
  }

  private static Moment at(WrittenDate date, WrittenTime time, ZoneId zone, Instant now) {
    return switch (date) {
      case WrittenDate.Unclear(var why) -> new Unclear(why);
      case WrittenDate.Absent _ ->
          time.time()
              .map(clock -> last(clock, time.lasts(), zone, now))
              .orElse(new Unclear("not a time such as 2026-11-21T14:03Z"));
      case WrittenDate.DaysAgo(var days, _) ->
          on(now.atZone(zone).toLocalDate().minusDays(days), time, zone);
      case WrittenDate.Found(var day, _) -> on(day, time, zone);
    };
  }

  private static Moment on(LocalDate day, WrittenTime time, ZoneId zone) {
    return time.time()
        .map(clock -> clock(day, clock, time.lasts(), zone))
        .orElseGet(() -> {
          var from = day.atStartOfDay(zone).toInstant();
          var until = day.plusDays(1).atStartOfDay(zone).toInstant();
          return new Known(from, Duration.between(from, until));
        });
  }

  /// A time alone is today's, or yesterday's if today's is still to come.
  private static Moment last(LocalTime clock, Duration lasts, ZoneId zone, Instant now) {
    var today = clock(now.atZone(zone).toLocalDate(), clock, lasts, zone);
    return today instanceof Known known && known.from().isAfter(now.plus(SKEW))
        ? clock(now.atZone(zone).toLocalDate().minusDays(1), clock, lasts, zone)
        : today;
  }

  private static Moment clock(LocalDate day, LocalTime clock, Duration lasts, ZoneId zone) {
    var offsets = zone.getRules().getValidOffsets(day.atTime(clock));
    return switch (offsets.size()) {
      case 0 -> new Unclear("there was no such time on that day in " + zone);
      case 1 -> new Known(ZonedDateTime.of(day, clock, offsets.getFirst()).toInstant(), lasts);
      default ->
          new Unclear(
              "there were two such times on that day in %s: write %s or %s behind it"
                  .formatted(zone, offsets.getFirst(), offsets.getLast()));
    };
  }

  /// {@return it, if it is known}
  default Optional<Known> known() {
    return this instanceof Known known ? Optional.of(known) : Optional.empty();
  }
}
