package dev.ninestep.trace;

import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How much of a flow somebody has seen: the last place in each partition of the log that has to do
/// with it.
///
/// @param last the places
record Seen(List<Position> last) {

  /// Places in one flow: its own partition of each topic, and those of its client and account.
  private static final int MOST = 16;

  /// Copies the list.
  Seen {
    last = List.copyOf(last);
  }

  /// All of these.
  static Seen of(List<Logged> records) {
    return new Seen(List.of()).and(records);
  }

  /// Reads what [#toString] wrote.
  static Optional<Seen> parse(String text) {
    var points =
        Arrays.stream(text.strip().split(",", MOST + 1))
            .filter(place -> !place.isEmpty())
            .map(Point::place)
            .toList();
    return points.size() <= MOST && points.stream().allMatch(Optional::isPresent)
        ? Optional.of(new Seen(points.stream().flatMap(Optional::stream).toList()))
        : Optional.empty();
  }

  /// These as well.
  Seen and(List<Logged> records) {
    var places = new TreeMap<String, Position>();
    last.forEach(place -> places.put(partition(place), place));
    records.stream()
        .map(Logged::position)
        .forEach(place ->
            places.merge(partition(place), place, (a, b) -> a.offset() < b.offset() ? b : a));
    return new Seen(List.copyOf(places.values()));
  }

  /// Whether a record is among what was seen.
  boolean has(Logged record) {
    var place = record.position();
    return last.stream()
        .anyMatch(it -> partition(it).equals(partition(place)) && it.offset() >= place.offset());
  }

  private static String partition(Position place) {
    return place.topic() + "/" + place.partition();
  }

  @Override
  public String toString() {
    return last.stream().map(Position::toString).collect(Collectors.joining(","));
  }
}
