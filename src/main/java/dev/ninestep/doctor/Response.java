package dev.ninestep.doctor;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// An answer over HTTP.
///
/// @param status its status
/// @param headers its headers, by name in lower case
/// @param body its body, as far as it was read
/// @param took how long it took until it was read
record Response(int status, Map<String, List<String>> headers, String body, Duration took)
    implements Answer {

  private static final int LONGEST_WORDS = 160;
  private static final Pattern HEADING =
      Pattern.compile("<(?:h1|title)[^>]*>(.*?)</(?:h1|title)>", Pattern.DOTALL);

  /// A header; several of one name as one.
  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)))
        .map(values -> String.join(", ", values));
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  boolean isRedirect() {
    return status >= 300 && status < 400 && header("Location").isPresent();
  }

  /// Whether the request was at fault, in the eyes of who answered.
  boolean isRefusal() {
    return status >= 400 && status < 500;
  }

  /// Whether it is written for people.
  boolean isPage() {
    return header("Content-Type").orElse("").startsWith("text/html")
        || body.stripLeading().startsWith("<");
  }

  boolean isStream() {
    return header("Content-Type").orElse("").startsWith("text/event-stream");
  }

  /// Its body, if that is one JSON object.
  Optional<JsonObject> json() {
    return parse(body);
  }

  /// The JSON-RPC message in it: the body, or the last event of a stream.
  Optional<JsonObject> message() {
    return isStream()
        ? body.lines()
            .filter(line -> line.startsWith("data:"))
            .flatMap(line -> parse(line.substring("data:".length())).stream())
            .reduce((_, last) -> last)
        : json();
  }

  private static Optional<JsonObject> parse(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(new JsonObject(text));
    } catch (DecodeException | ClassCastException e) {
      return Optional.empty();
    }
  }

  /// The `error` of an OAuth answer, or nothing.
  String error() {
    return json().map(json -> text(json, "error")).orElse("");
  }

  /// What it says of itself: status, error and description, or the heading of a page.
  String words() {
    var said =
        json()
            .map(json -> text(json, "error") + " " + text(json, "error_description"))
            .orElseGet(() ->
                HEADING.matcher(body).results().map(found -> found.group(1)).findFirst().orElse(""))
            .strip()
            .replaceAll("\\s+", " ");
    var text = said.isEmpty() ? "" : " (" + said + ")";
    return status
        + (text.length() > LONGEST_WORDS ? text.substring(0, LONGEST_WORDS) + "…)" : text);
  }

  private static String text(JsonObject json, String member) {
    return json.getValue(member) instanceof String text ? text : "";
  }
}
