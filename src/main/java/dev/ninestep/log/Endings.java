package dev.ninestep.log;

import dev.ninestep.event.Event;
import dev.ninestep.event.Logged;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How long it takes until what ends something counts here: from the time the log gave it until
/// this pod has folded it, and so refuses the next call. The log's time is its broker's, so this is
/// as exact as its clock and the pod's agree.
final class Endings {

  private static final Duration[] BOUNDS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private static final long NOT_YET = Long.MAX_VALUE;

  private final Timer latency;
  private final LongSupplier wallMillis;
  private volatile long since = NOT_YET;

  /// @param wallMillis the pod's wall clock, in milliseconds since the epoch
  Endings(MeterRegistry registry, LongSupplier wallMillis) {
    this.wallMillis = wallMillis;
    latency =
        Timer.builder("ninestep.revocation")
            .description("From the log's time of what ends something until it counts here")
            .serviceLevelObjectives(BOUNDS)
            .register(registry);
  }

  /// The pod may answer from now on. What was written before took nothing from anybody here, so how
  /// late it was read says nothing.
  void begin() {
    since = wallMillis.getAsLong();
  }

  /// A record has been folded.
  void folded(Logged logged) {
    var at = logged.at().toEpochMilli();
    if (at >= since
        && logged instanceof Logged.Known known
        && known.fact().event() instanceof Event.Ending) {
      latency.record(Math.max(0, wallMillis.getAsLong() - at), TimeUnit.MILLISECONDS);
    }
  }
}
