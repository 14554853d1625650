package dev.ninestep.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import org.jspecify.annotations.Nullable;

/// Of all that Vert.x can measure, the pools of connections to the database and nothing else: what
/// is measured of requests and of the log is measured by those who know what it means.
///
/// @param registry shows them
record DatabaseMeters(MeterRegistry registry) implements VertxMetrics {

  private static final String OF_SQL = "sql";

  @Override
  public @Nullable PoolMetrics<?, ?> createPoolMetrics(String kind, String name, int most) {
    return kind.equals(OF_SQL) ? ConnectionMeters.show(registry, name, most) : null;
  }
}
