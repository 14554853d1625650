package dev.ninestep.contract;

import dev.ninestep.contract.Document.Place;
import dev.ninestep.event.Refusal;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One method at one path, as the document has it.
///
/// @param method in upper case
/// @param template the path, with names in braces for what varies
/// @param place where it stands
record Operation(String method, String template, Place place) {

  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  /// All there are.
  static List<Operation> all() {
    return Document.root()
        .child("paths")
        .children()
        .flatMap(path -> of(path.pointer().replace("/paths/", "").replace("~1", "/"), path))
        .toList();
  }

  private static Stream<Operation> of(String template, Place path) {
    var item = path.followed();
    return item.node().properties().stream()
        .map(member -> member.getKey())
        .filter(METHODS::contains)
        .map(name -> new Operation(name.toUpperCase(Locale.ROOT), template, item.child(name)));
  }

  /// Those refusals that any operation may meet.
  static Set<Refusal> everywhere() {
    return refusals(Document.root());
  }

  Set<Refusal> refusals() {
    return refusals(place);
  }

  private static Set<Refusal> refusals(Place where) {
    var all = EnumSet.noneOf(Refusal.class);
    where
        .get("x-refusals")
        .ifPresent(list -> list.node().forEach(name -> all.add(Refusal.valueOf(name.asText()))));
    return all;
  }

  boolean isAt(String path) {
    return Pattern.matches(template.replaceAll("\\{[^}]+}", "[^/]+"), path);
  }

  /// How few parts of the path vary: of two operations at one path, the more exact one counts.
  int blanks() {
    return (int) template.chars().filter(c -> c == '{').count();
  }

  /// What is said of answers with a status, or of all others.
  Optional<Place> response(String status) {
    return place.child("responses").get(status);
  }

  @Override
  public String toString() {
    return method + " " + template;
  }
}
