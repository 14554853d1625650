package dev.ninestep.operator;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.log.Partition;
import dev.ninestep.projection.StoredGrants;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is connected, as far as it is projected, and how to know that nothing is missing.
///
/// @param stored lists it, behind the log
/// @param end knows where the log ends
/// @param patience how long either is waited for
public record ProjectedGrants(StoredGrants stored, LogEnd end, Duration patience) {

  private static final Logger LOG = LoggerFactory.getLogger(ProjectedGrants.class);
  private static final long PAUSE_MILLIS = 50;

  /// Waits until all that the log held when this was called is projected.
  ///
  /// @param vertx whose timers wait
  /// @return why nobody can say what is connected, or empty when everything is listed; failed when
  ///   the database is away
  Future<Optional<Refused>> catchUp(Vertx vertx) {
    return end.ask()
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .map(Optional::of)
        .otherwise(cause -> {
          LOG.warn("nobody says where the log ends: {}", cause.toString());
          return Optional.empty();
        })
        .compose(ends ->
            ends.isPresent()
                ? projected(vertx, ends.get(), System.nanoTime() + patience.toNanos())
                : Future.succeededFuture(Optional.of(Refused.of(Refusal.LOG_UNAVAILABLE))));
  }

  private Future<Optional<Refused>> projected(
      Vertx vertx, Map<Partition, Long> ends, long deadline) {
    return stored
        .hold(ends)
        .compose(isProjected -> {
          if (isProjected) {
            return Future.succeededFuture(Optional.empty());
          }
          return System.nanoTime() > deadline
              ? Future.succeededFuture(Optional.of(Refused.of(Refusal.PROJECTION_BEHIND)))
              : vertx
                  .timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                  .compose(_ -> projected(vertx, ends, deadline));
        });
  }
}
