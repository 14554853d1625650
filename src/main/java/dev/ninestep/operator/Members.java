package dev.ninestep.operator;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads the members of a JSON object, each of them optional, and remembers the first fault.
final class Members {

  private final JsonObject json;
  private Optional<String> fault = Optional.empty();

  /// @param json the object
  /// @param known every member there is; one that nobody knows is a fault
  Members(JsonObject json, Set<String> known) {
    this.json = json;
    json.fieldNames().stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(name -> note(name + ": there is no such member"));
  }

  private void note(String what) {
    fault = fault.or(() -> Optional.of(what));
  }

  /// A text.
  ///
  /// @param name of the member
  /// @param parse reads it
  /// @param form what it has to be, for whoever sent something else
  /// @return empty when there is none, or when it is none
  <T> Optional<T> text(String name, Function<String, Optional<T>> parse, String form) {
    var value = json.getValue(name);
    var read = value instanceof String text ? parse.apply(text) : Optional.<T>empty();
    if (value != null && read.isEmpty()) {
      note(name + ": " + form);
    }
    return read;
  }

  /// Yes or no.
  ///
  /// @param name of the member
  /// @return no, when there is none
  boolean isTrue(String name) {
    var value = json.getValue(name);
    if (value != null && !(value instanceof Boolean)) {
      note(name + ": true or false");
    }
    return Boolean.TRUE.equals(value);
  }

  /// What was wrong first, by the member's name.
  Optional<String> fault() {
    return fault;
  }
}
