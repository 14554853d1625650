package dev.ninestep.projection;

import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Topic;
import dev.ninestep.log.Partition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Records on their way into the tables, none of which is there yet.
///
/// @param records in the order of each partition
/// @param from of each partition that has any, the next offset before them
/// @param to of the same partitions, the next offset after them
record Batch(List<Logged> records, Map<Partition, Long> from, Map<Partition, Long> to) {

  /// What is new of the records read: a record delivered once more is dropped.
  ///
  /// @param read as the log gave them
  /// @param next the next offset wanted of each partition
  static Batch of(List<Logged> read, Map<Partition, Long> next) {
    var records = new ArrayList<Logged>(read.size());
    var from = new HashMap<Partition, Long>();
    var to = new HashMap<Partition, Long>();
    for (var logged : read) {
      var partition = Partition.of(logged.position());
      var wanted = to.getOrDefault(partition, next.getOrDefault(partition, 0L));
      if (logged.position().offset() >= wanted) {
        records.add(logged);
        from.putIfAbsent(partition, wanted);
        to.put(partition, logged.position().offset() + 1);
      }
    }
    return new Batch(records, from, to);
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  /// The aggregates whose states the records may change.
  Set<Key> keys() {
    return records.stream()
        .filter(logged -> logged.position().topic() == Topic.FLOW)
        .flatMap(logged -> key(logged).stream())
        .collect(Collectors.toSet());
  }

  /// The aggregate a record is about, as far as that can be read.
  static Optional<Key> key(Logged logged) {
    return switch (logged) {
      case Logged.Known known -> Optional.of(known.fact().key());
      case Logged.Unreadable broken -> broken.key();
    };
  }
}
