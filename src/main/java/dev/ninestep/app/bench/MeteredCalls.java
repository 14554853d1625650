package dev.ninestep.app.bench;

import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.Logged;
import dev.ninestep.log.KafkaLogReader;
import dev.ninestep.log.LogSettings;
import dev.ninestep.log.Partition;
import dev.ninestep.log.Topics;
import java.time.Duration;
import java.util.Map;

/// How many calls the log says were let through.
///
/// @param settings where the log is
/// @param topics its topics
/// @param from where it ended when counting began
record MeteredCalls(LogSettings settings, Topics topics, Map<Partition, Long> from) {

  private static final Duration POLL = Duration.ofMillis(200);

  /// Counts what is written from now on.
  static MeteredCalls fromNow(String bootstrapServers) {
    var settings = new LogSettings(bootstrapServers, 3, 1, Duration.ofSeconds(2), Map.of());
    var topics = Topics.prepare(settings);
    try (var reader = new KafkaLogReader(settings, topics)) {
      return new MeteredCalls(settings, topics, reader.endOffsets());
    }
  }

  /// What was written until now.
  long count() {
    try (var reader = new KafkaLogReader(settings, topics)) {
      var left = records(reader.endOffsets()) - records(from);
      var calls = 0L;
      reader.assign(from);
      while (left > 0) {
        for (var logged : reader.poll(POLL)) {
          left--;
          calls += calls(logged);
        }
      }
      return calls;
    }
  }

  private static long records(Map<Partition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  private static long calls(Logged logged) {
    return logged instanceof Logged.Known(var _, var _, var fact)
        ? switch (fact.event()) {
          case CallAdmitted _ -> 1;
          case CallsMetered metered -> metered.count();
          default -> 0;
        }
        : 0;
  }
}
