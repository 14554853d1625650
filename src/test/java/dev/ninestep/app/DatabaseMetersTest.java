package dev.ninestep.app;

import static dev.ninestep.projection.Database.get;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ninestep.projection.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.Fresh.class)
class DatabaseMetersTest {

  private static final int MOST = 2;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Vertx vertx =
      Vertx.builder().withMetrics(_ -> new DatabaseMeters(registry)).build();

  @AfterEach
  void stop() {
    get(vertx.close());
  }

  private Pool pool(Database database, Duration patience) {
    return PgBuilder.pool()
        .with(
            new PoolOptions()
                .setName("usual")
                .setMaxSize(MOST)
                .setConnectionTimeout((int) patience.toMillis())
                .setConnectionTimeoutUnit(MILLISECONDS))
        .connectingTo(database.options())
        .using(vertx)
        .build();
  }

  private double shown(String name) {
    return registry.get("ninestep.database." + name).tag("pool", "usual").gauge().value();
  }

  private long waits() {
    return registry.get("ninestep.database.wait").tag("pool", "usual").timer().count();
  }

  private void awaitShown(String name, double wanted) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(shown(name)).as(name).isEqualTo(wanted));
  }

  /// A connection, from a pool that has less patience than a busy machine may need to connect.
  private static SqlConnection atLast(Pool pool) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() -> get(pool.getConnection()), Objects::nonNull);
  }

  @Test
  void itIsSeenWhatIsInUseAndWhoWaits(Database database) {
    var pool = pool(database, Duration.ofMinutes(2));
    var first = get(pool.getConnection());
    var second = get(pool.getConnection());
    awaitShown("connections", 2);
    assertThat(shown("saturation")).isEqualTo(1);

    var third = pool.getConnection();
    awaitShown("waiting", 1);
    get(first.close());
    get(get(third).close());
    get(second.close());

    awaitShown("waiting", 0);
    awaitShown("connections", 0);
    assertThat(waits()).isEqualTo(3);
    get(pool.close());
  }

  @Test
  void whoeverGaveUpWaitsNoMore(Database database) {
    var pool = pool(database, Duration.ofMillis(500));
    var held = atLast(pool);
    var other = atLast(pool);
    var inVain = pool.getConnection();
    assertThatThrownBy(() -> get(inVain)).hasMessageContaining("Timeout");
    awaitShown("waiting", 0);
    get(held.close());
    get(other.close());
    awaitShown("connections", 0);
    get(pool.close());
  }
}
