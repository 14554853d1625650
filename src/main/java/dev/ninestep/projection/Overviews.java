package dev.ninestep.projection;

import io.vertx.core.Future;
import java.time.Instant;

/// How connecting goes, counted from the index. What that costs is bounded, however much happens.
@FunctionalInterface
public interface Overviews {

  /// Counts the hour before a moment; of a very busy hour, its end.
  ///
  /// @param until the moment
  /// @return what was counted; fails when the database is away
  Future<Overview> before(Instant until);
}
