package dev.ninestep.app.bench;

import dev.ninestep.embedded.EmbeddedDatabase;
import dev.ninestep.embedded.EmbeddedKafka;
import dev.ninestep.log.KafkaLogReader;
import dev.ninestep.log.LogSettings;
import dev.ninestep.log.SealPace;
import dev.ninestep.log.SealedLog;
import dev.ninestep.log.Topics;
import dev.ninestep.projection.Projection;
import dev.ninestep.projection.Projector;
import dev.ninestep.projection.ProjectorSettings;
import dev.ninestep.token.KeyRing;
import dev.ninestep.token.LogSignature;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;

/// How fast a projector carries the log into the database, broker, projector and database on one
/// machine: as in production it reads the log twice, the second time to seal it.
///
/// @param events how many it carried
/// @param perSecond how many a second
record ProjectorSpeed(long events, double perSecond) {

  private static final long LEAST_EVENTS = 1_000_000;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final SealPace PACE = new SealPace(100_000, Duration.ofMinutes(1));

  /// Fills the flow topic up to a million events, and projects all there are.
  static ProjectorSpeed measure(KeyRing keys, EmbeddedKafka kafka, EmbeddedDatabase database)
      throws InterruptedException {
    var settings = new LogSettings(kafka.bootstrapServers(), 3, 1, Duration.ofSeconds(2), Map.of());
    var topics = Topics.prepare(settings);
    SyntheticLog.append(
        kafka.bootstrapServers(), topics, LEAST_EVENTS - FoldSpeed.events(settings, topics));
    var vertx = Vertx.vertx();
    var projection = Projection.open(vertx, PostgresOptions.of(database), 2);
    try {
      projection.migrate().await();
      return measure(projection, keys, settings, topics);
    } finally {
      projection.close().await();
      vertx.close().await();
    }
  }

  private static ProjectorSpeed measure(
      Projection projection, KeyRing keys, LogSettings settings, Topics topics)
      throws InterruptedException {
    var all = FoldSpeed.events(settings, topics);
    var seals = SealedLog.open(settings, topics, new LogSignature(keys)::of, PACE);
    var start = System.nanoTime();
    try (var projector =
        projection.project(
            new KafkaLogReader(settings, topics), seals, "bench", ProjectorSettings.DEFAULTS)) {
      while (projected(projector) < all) {
        Thread.sleep(BETWEEN_LOOKS);
      }
      return new ProjectorSpeed(all, all * 1e9 / (System.nanoTime() - start));
    }
  }

  /// How many records a projector has carried.
  static long projected(Projector projector) {
    return projector.progress().next().values().stream().mapToLong(Long::longValue).sum();
  }
}
