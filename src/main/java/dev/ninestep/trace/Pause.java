package dev.ninestep.trace;

import io.vertx.core.Future;
import java.time.Duration;

/// Lets time pass.
@FunctionalInterface
public interface Pause {

  /// Waits.
  ///
  /// @param length how long
  /// @return done after it
  Future<?> of(Duration length);
}
