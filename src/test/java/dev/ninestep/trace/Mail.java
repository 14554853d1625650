package dev.ninestep.trace;

import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.FlowId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What a customer wrote: the fields of a search as they would paste them, and what they meant.
///
/// @param fields by name, as they stand in `mails.txt`
record Mail(Map<String, String> fields) {

  private static final Pattern FIELD = Pattern.compile("(?m)^([a-z_]+):(.*(?:\\R .*)*)$");
  private static final Pattern TIME = Pattern.compile("\\{([^|{}]+)\\|([^}]+)\\}");

  /// All of them.
  static List<Mail> all() {
    try (var in = Mail.class.getResourceAsStream("mails.txt")) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\\R\\R")).skip(1).map(Mail::of).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Mail of(String text) {
    var fields = new TreeMap<String, String>();
    FIELD.matcher(text).results().forEach(it -> fields.put(it.group(1), it.group(2).strip()));
    return new Mail(fields);
  }

  /// What they were refused for.
  Refusal meant() {
    return Refusal.valueOf(fields.get("meant"));
  }

  /// What is searched for.
  ///
  /// @param refused when they were refused
  /// @param reference the reference that they were shown
  Map<String, String> search(Instant refused, FlowId reference) {
    var search = new TreeMap<>(fields);
    search.remove("meant");
    search.replaceAll((_, text) ->
        TIME.matcher(text)
            .replaceAll(it -> written(it, refused))
            .replace("{ref}", reference.toString())
            .replace("{REF}", reference.toString().toUpperCase(Locale.ROOT)));
    return search;
  }

  private static String written(MatchResult time, Instant at) {
    return DateTimeFormatter.ofPattern(time.group(1), Locale.US)
        .format(at.atOffset(ZoneOffset.of(time.group(2))));
  }
}
