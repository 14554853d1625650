package dev.ninestep.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.spi.metrics.PoolMetrics;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// What an operator can see of one pool of connections to the database. Vert.x tells it of every
/// request that waits for one and of every connection that is lent.
///
/// @param waited how long requests waited, those included that gave up
/// @param waiting how many wait
/// @param lent how many connections are in use
record ConnectionMeters(Timer waited, AtomicInteger waiting, AtomicInteger lent)
    implements PoolMetrics<Long, AtomicInteger> {

  private static final Duration[] BOUNDS = {
    Duration.ofMillis(1),
    Duration.ofMillis(10),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  /// Shows a pool.
  ///
  /// @param pool its name, the label `pool`
  /// @param most how many connections it may hold
  static ConnectionMeters show(MeterRegistry registry, String pool, int most) {
    var waiting = new AtomicInteger();
    var lent = new AtomicInteger();
    Gauge.builder("ninestep.database.connections", lent::get)
        .description("Connections in use")
        .tag("pool", pool)
        .register(registry);
    Gauge.builder("ninestep.database.saturation", () -> lent.get() / (double) most)
        .description("Connections in use to those there may be")
        .tag("pool", pool)
        .register(registry);
    Gauge.builder("ninestep.database.waiting", waiting::get)
        .description("Requests that wait for a connection")
        .tag("pool", pool)
        .register(registry);
    var waited =
        Timer.builder("ninestep.database.wait")
            .description("How long requests waited for a connection")
            .tag("pool", pool)
            .serviceLevelObjectives(BOUNDS)
            .register(registry);
    return new ConnectionMeters(waited, waiting, lent);
  }

  @Override
  public Long enqueue() {
    waiting.incrementAndGet();
    return System.nanoTime();
  }

  @Override
  public void dequeue(Long since) {
    waiting.decrementAndGet();
    waited.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
  }

  @Override
  public AtomicInteger begin() {
    lent.incrementAndGet();
    return lent;
  }

  @Override
  public void end(AtomicInteger counted) {
    counted.decrementAndGet();
  }
}
