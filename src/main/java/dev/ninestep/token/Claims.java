package dev.ninestep.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The claims of a JWT being read. Remembers which of those asked for were missing or ill-formed.
///
/// @spec https://www.rfc-editor.org/rfc/rfc7519#section-4 RFC 7519 §4
final class Claims {

  /// The last second of the year 9999.
  private static final long LATEST = 253_402_300_799L;

  private final JsonNode members;
  private final List<String> unreadable = new ArrayList<>();

  private Claims(JsonNode members) {
    this.members = members;
  }

  /// The claims, or empty when the text is not a JSON object.
  static Optional<Claims> parse(byte[] json) {
    return StrictJson.object(json).map(Claims::new);
  }

  <T> Optional<T> text(String name, Function<String, Optional<T>> parse) {
    return note(
        name, Optional.ofNullable(members.get(name)).map(JsonNode::textValue).flatMap(parse));
  }

  Optional<String> text(String name) {
    return text(name, Optional::of);
  }

  /// A text that may be missing, but is one when it is there.
  Optional<String> textIfThere(String name) {
    return members.has(name) ? text(name) : Optional.empty();
  }

  /// A text within an object that may be missing, but holds the text when it is there.
  <T> Optional<T> textWithin(String name, String member, Function<String, Optional<T>> parse) {
    return members.has(name)
        ? note(
            name,
            Optional.ofNullable(members.path(name).get(member))
                .map(JsonNode::textValue)
                .flatMap(parse))
        : Optional.empty();
  }

  /// One text, or an array of texts.
  List<String> texts(String name) {
    var member = members.path(name);
    var all = member.isArray() ? member.valueStream().toList() : List.of(member);
    var texts =
        Optional.of(all)
            .filter(list -> !list.isEmpty() && list.stream().allMatch(JsonNode::isTextual))
            .map(list -> list.stream().map(JsonNode::textValue).toList());
    return note(name, texts).orElse(List.of());
  }

  /// A NumericDate in whole seconds.
  Optional<Instant> time(String name) {
    return note(
        name,
        Optional.ofNullable(members.get(name))
            .filter(JsonNode::isIntegralNumber)
            .filter(JsonNode::canConvertToLong)
            .map(JsonNode::longValue)
            .filter(seconds -> seconds >= 0 && seconds <= LATEST)
            .map(Instant::ofEpochSecond));
  }

  /// Whether there is such a claim, of whatever form.
  boolean has(String name) {
    return members.has(name);
  }

  /// Whether a claim is there and says no.
  boolean isFalse(String name) {
    return members.path(name).isBoolean() && !members.path(name).booleanValue();
  }

  /// A claim that may be missing, but not be ill-formed.
  <T> Optional<T> ifThere(String name, Function<String, Optional<T>> read) {
    return has(name) ? read.apply(name) : Optional.empty();
  }

  private <T> Optional<T> note(String name, Optional<T> value) {
    if (value.isEmpty()) {
      unreadable.add(name);
    }
    return value;
  }

  /// The first claim that was asked for in vain.
  Optional<String> unreadable() {
    return unreadable.stream().findFirst();
  }
}
