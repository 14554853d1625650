package dev.ninestep.console;

import dev.ninestep.event.Position;
import dev.ninestep.event.Topic;
import dev.ninestep.log.Partition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How far a tail has come in every partition. As text it is the id of each event, so that whoever
/// comes again goes on right behind the last one they got.
final class Places {

  private static final int RADIX = 36;

  private final Map<Partition, Long> next;

  Places(Map<Partition, Long> next) {
    this.next = new HashMap<>(next);
  }

  /// Reads what [#toString()] wrote.
  ///
  /// @param text whatever a client sent
  /// @param ends where the log ends
  /// @return the places, none behind the end; empty when the text is not of this log
  static Optional<Places> parse(String text, Map<Partition, Long> ends) {
    var offsets = List.of(text.split(";", -1)).iterator();
    var next = new HashMap<Partition, Long>();
    for (var topic : Topic.values()) {
      var numbers = offsets.hasNext() ? offsets.next().split("\\.", -1) : new String[0];
      for (var i = 0; i < numbers.length; i++) {
        var partition = new Partition(topic, i);
        var end = ends.get(partition);
        var number = number(numbers[i]);
        if (end == null || number.isEmpty()) {
          return Optional.empty();
        }
        next.put(partition, Math.min(number.get(), end));
      }
    }
    return !offsets.hasNext() && next.keySet().equals(ends.keySet())
        ? Optional.of(new Places(next))
        : Optional.empty();
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseLong(text, RADIX)).filter(number -> number >= 0);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// A record has been read.
  void pass(Position position) {
    next.put(Partition.of(position), position.offset() + 1);
  }

  /// How many records the log holds behind this.
  long behind(Map<Partition, Long> ends) {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - next.getOrDefault(end.getKey(), 0L)))
        .sum();
  }

  /// The next offset of each partition.
  Map<Partition, Long> next() {
    return Map.copyOf(next);
  }

  @Override
  public String toString() {
    return java.util.Arrays.stream(Topic.values())
        .map(this::offsets)
        .collect(Collectors.joining(";"));
  }

  private String offsets(Topic topic) {
    var count = next.keySet().stream().filter(partition -> partition.topic() == topic).count();
    return IntStream.range(0, (int) count)
        .mapToObj(number -> next.getOrDefault(new Partition(topic, number), 0L))
        .map(offset -> Long.toString(offset, RADIX))
        .collect(Collectors.joining("."));
  }
}
