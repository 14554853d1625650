package dev.ninestep.trace;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The time zone that somebody wrote.
sealed interface WrittenZone {

  /// A zone.
  record Known(ZoneId id) implements WrittenZone {}

  /// None, or one of several.
  record Unclear(String why) implements WrittenZone {}

  Pattern OFFSET = Pattern.compile("(?:utc|gmt)? ?([+-])(\\d{1,2})(?::?(\\d{2}))?(?: \\(.*\\))?");
  Pattern UTC = Pattern.compile("(?:z|zulu|utc|ut|gmt)?");

  /// What the abbreviations mean that mean one thing.
  Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("wet", "+00:00"),
          Map.entry("west", "+01:00"),
          Map.entry("cet", "+01:00"),
          Map.entry("mez", "+01:00"),
          Map.entry("cest", "+02:00"),
          Map.entry("mesz", "+02:00"),
          Map.entry("eet", "+02:00"),
          Map.entry("eest", "+03:00"),
          Map.entry("msk", "+03:00"),
          Map.entry("sgt", "+08:00"),
          Map.entry("hkt", "+08:00"),
          Map.entry("jst", "+09:00"),
          Map.entry("kst", "+09:00"),
          Map.entry("aest", "+10:00"),
          Map.entry("aedt", "+11:00"),
          Map.entry("nzst", "+12:00"),
          Map.entry("nzdt", "+13:00"),
          Map.entry("brt", "-03:00"),
          Map.entry("edt", "-04:00"),
          Map.entry("est", "-05:00"),
          Map.entry("cdt", "-05:00"),
          Map.entry("mdt", "-06:00"),
          Map.entry("mst", "-07:00"),
          Map.entry("pdt", "-07:00"),
          Map.entry("pst", "-08:00"),
          Map.entry("et", "America/New_York"),
          Map.entry("ct", "America/Chicago"),
          Map.entry("mt", "America/Denver"),
          Map.entry("pt", "America/Los_Angeles"));

  /// Those that mean several, and what.
  Map<String, String> AMBIGUOUS =
      Map.of(
          "cst", "-06:00 or +08:00",
          "ist", "+05:30, +02:00 or +01:00",
          "bst", "+01:00 or +06:00",
          "ast", "-04:00 or +03:00",
          "local", "any offset",
          "my", "any offset");

  /// Reads a zone.
  ///
  /// @param written in small letters; nothing means UTC
  static WrittenZone of(String written) {
    var text = written.replaceAll("[ :]*$|^[ :.]*", "").replaceAll(" +", " ").strip();
    if (UTC.matcher(text).matches()) {
      return new Known(ZoneOffset.UTC);
    }
    var offset = OFFSET.matcher(text);
    if (offset.matches()) {
      return offset(offset.group(1), offset.group(2), offset.group(3));
    }
    var name = text.replaceAll("[()]", "").strip();
    var several = AMBIGUOUS.get(name);
    if (several != null) {
      return new Unclear("%s may be %s: write the offset instead".formatted(name, several));
    }
    return Optional.ofNullable(SHORT.get(name))
        .or(() -> named(name))
        .<WrittenZone>map(id -> new Known(ZoneId.of(id)))
        .orElse(new Unclear("not a time such as 2026-11-21T14:03Z or 21 Nov 2026 3:03 pm CET"));
  }

  private static WrittenZone offset(String sign, String hours, @Nullable String minutes) {
    try {
      var signum = sign.equals("-") ? -1 : 1;
      var of = minutes == null ? 0 : Integer.parseInt(minutes);
      return new Known(ZoneOffset.ofHoursMinutes(signum * Integer.parseInt(hours), signum * of));
    } catch (DateTimeException e) {
      return new Unclear("there is no such offset");
    }
  }

  /// `europe/berlin`, or the city alone.
  private static Optional<String> named(String name) {
    var id = name.replace(' ', '_');
    return ZoneId.getAvailableZoneIds().stream()
        .filter(known -> known.contains("/") && !known.startsWith("Etc/"))
        .filter(known -> {
          var lower = known.toLowerCase(Locale.ROOT);
          return lower.equals(id) || lower.endsWith("/" + id);
        })
        .sorted()
        .findFirst();
  }
}
