package dev.ninestep.console;

import dev.ninestep.event.Logged;
import dev.ninestep.log.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/// Records that were read together, as they happened.
final class InOrder {

  private record Timed(Logged logged, Instant at) {}

  private InOrder() {}

  /// Sorts by the log's time, and leaves the records of a partition in their order even where that
  /// time has run back.
  ///
  /// @param records in the order of each partition
  static List<Logged> of(List<Logged> records) {
    var latest = new HashMap<Partition, Instant>();
    var timed = new ArrayList<Timed>();
    for (var logged : records) {
      var at =
          latest.merge(
              Partition.of(logged.position()),
              logged.at(),
              (before, now) -> before.isAfter(now) ? before : now);
      timed.add(new Timed(logged, at));
    }
    timed.sort(Comparator.comparing(Timed::at));
    return timed.stream().map(Timed::logged).toList();
  }
}
