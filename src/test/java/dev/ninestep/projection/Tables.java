package dev.ninestep.projection;

import dev.ninestep.log.LogReader;
import dev.ninestep.log.Partition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/// A migrated projection and what a stranger would see in it.
public record Tables(Database database, Projection projection) {

  static final ProjectorSettings QUICK =
      new ProjectorSettings(Duration.ofSeconds(1), Retention.all(Duration.ofDays(30)));

  private static final List<String> ALL =
      List.of(
          "projection_offset",
          "client",
          "grant_state",
          "account_state",
          "call_day",
          "flow_event",
          "registration");

  /// Those of a database.
  ///
  /// @param database the database
  /// @return its tables, empty
  public static Tables in(Database database) {
    return new Tables(database, database.projection());
  }

  /// Every row of every table computed from the log, sorted.
  Map<String, List<String>> dump() {
    var dump = new TreeMap<String, List<String>>();
    for (var table : ALL) {
      var rows = database.sql("SELECT t::text FROM %s t ORDER BY 1".formatted(table));
      dump.put(table, rows.stream().map(row -> row.getString(0)).toList());
    }
    return dump;
  }

  Projector project(LogReader log) {
    return projection.project(log, new Unsealed(), "pod", QUICK);
  }

  /// Projects all there is, then stops.
  ///
  /// @param log the records
  /// @param most how many of each partition at a time
  public void projectAll(MemoryLog log, int most) {
    try (var projector = project(log.reader(most))) {
      awaitEnd(log, projector);
    }
  }

  static void awaitEnd(MemoryLog log, Projector projector) {
    await().until(() -> standsAt(log.end(), projector));
  }

  private static boolean standsAt(Map<Partition, Long> end, Projector projector) {
    var next = projector.progress().next();
    return end.entrySet().stream()
        .allMatch(e -> next.getOrDefault(e.getKey(), 0L).equals(e.getValue()));
  }

  static void awaitPhase(Projector projector, Progress.Phase phase) {
    await().until(() -> projector.progress().phase() == phase);
  }

  private static org.awaitility.core.ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20));
  }
}
