package dev.ninestep.trace;

import dev.ninestep.event.Evidence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/// Evidence in which nothing is left to chance: ports, keys, ids and times are always the same,
/// while those that differ still do.
final class Stilled {

  private record Chance(Pattern pattern, IntFunction<String> instead) {}

  private static final Chance[] CHANCES = {
    new Chance(Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z"), _ -> "2026-11-21T14:10:00Z"),
    new Chance(Pattern.compile("(?<=[a-z0-9]:)\\d{4,5}(?!\\d)"), n -> Integer.toString(49_152 + n)),
    new Chance(
        Pattern.compile("(?<![\\w-])[\\w-]{43}(?![\\w-])"),
        n -> String.valueOf((char) ('A' + n)).repeat(43)),
    new Chance(
        Pattern.compile("(?<![\\w-])[\\w-]{22}(?![\\w-])"),
        n -> String.valueOf((char) ('a' + n)).repeat(22)),
    new Chance(Pattern.compile("(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])"), n -> "0".repeat(15) + n),
    new Chance(
        Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        n -> "00000000-0000-0000-0000-00000000000" + n),
    new Chance(Pattern.compile("(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])"), n -> "0".repeat(31) + n),
    new Chance(Pattern.compile("PT[\\d.HMS]+"), _ -> "PT6S")
  };

  private final Map<String, String> instead = new LinkedHashMap<>();

  private Stilled() {}

  /// The same evidence, always alike.
  static Evidence of(Evidence evidence) {
    var stilled = new Stilled();
    var asked = evidence.asked().map(stilled::text);
    var known = evidence.known().map(stilled::text);
    return new Evidence(
        asked,
        known,
        evidence
            .differsAt()
            .flatMap(_ -> Evidence.difference(asked.orElse(""), known.orElse("")).differsAt()),
        evidence.detail().map(stilled::text));
  }

  private String text(String text) {
    var still = text;
    for (var chance : CHANCES) {
      still =
          chance
              .pattern
              .matcher(still)
              .replaceAll(found ->
                  instead.computeIfAbsent(
                      found.group(), _ -> chance.instead.apply(instead.size())));
    }
    return still;
  }
}
