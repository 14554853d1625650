package dev.ninestep.app.bench;

import dev.ninestep.event.Logged;
import dev.ninestep.event.Topic;
import dev.ninestep.fold.Ledger;
import dev.ninestep.log.KafkaLogReader;
import dev.ninestep.log.LogSettings;
import dev.ninestep.log.Partition;
import dev.ninestep.log.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How fast a pod folds the log it starts from.
///
/// @param events how many records were there
/// @param fromKafka events a second, fetched from the broker, decoded and folded
/// @param folded events a second, folded alone
record FoldSpeed(long events, double fromKafka, double folded) {

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int ROUNDS = 5;
  private static final int MOST_KEPT = 2_000_000;

  /// Replays the whole flow topic several times and keeps the best, as a start from a warm page
  /// cache would see it.
  static FoldSpeed measure(String bootstrapServers) {
    var settings = new LogSettings(bootstrapServers, 3, 1, Duration.ofSeconds(2), Map.of());
    var topics = Topics.prepare(settings);
    var best = 0.0;
    var kept = List.<Logged>of();
    for (var round = 0; round < ROUNDS; round++) {
      kept = new ArrayList<>();
      var start = System.nanoTime();
      var events = replay(settings, topics, kept);
      best = Math.max(best, perSecond(events, start));
    }
    var folded = 0.0;
    for (var round = 0; round < ROUNDS; round++) {
      var ledger = new Ledger(100_000);
      var start = System.nanoTime();
      kept.forEach(ledger::apply);
      folded = Math.max(folded, perSecond(kept.size(), start));
    }
    return new FoldSpeed(kept.size(), best, folded);
  }

  private static long replay(LogSettings settings, Topics topics, List<Logged> kept) {
    var ledger = new Ledger(100_000);
    var count = 0L;
    try (var reader = new KafkaLogReader(settings, topics)) {
      var from = new HashMap<Partition, Long>();
      topics.of(Topic.FLOW).forEach(partition -> from.put(partition, 0L));
      reader.assign(from);
      var left =
          reader.endOffsets().entrySet().stream()
              .filter(end -> end.getKey().topic() == Topic.FLOW)
              .mapToLong(Map.Entry::getValue)
              .sum();
      while (left > 0) {
        var batch = reader.poll(POLL);
        batch.forEach(ledger::apply);
        if (kept.size() < MOST_KEPT) {
          kept.addAll(batch);
        }
        count += batch.size();
        left -= batch.size();
      }
    }
    return count;
  }

  private static double perSecond(long events, long start) {
    return events * 1e9 / (System.nanoTime() - start);
  }
}
