package dev.ninestep.operator;

import dev.ninestep.log.Partition;
import io.vertx.core.Future;
import java.util.Map;

/// Knows where the log ends.
public interface LogEnd {

  /// Asks where it ends now.
  ///
  /// @return of every partition the offset its next record will get; failed when the log is away
  Future<Map<Partition, Long>> ask();
}
