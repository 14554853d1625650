package dev.ninestep.operator;

import dev.ninestep.projection.StoredGrant;
import io.vertx.core.Future;
import java.util.List;

/// Writes that grants have been ended.
public interface Ender {

  /// What came of it.
  ///
  /// @param grants how many were ended by this
  /// @param isSettled whether that is all that was to be ended; if not, the log did not say in time
  record Ended(int grants, boolean isSettled) {}

  /// Ends some grants, and makes their accounts forget what they allowed, so that the next time
  /// users are asked again.
  ///
  /// @param revocation who wants it, and why
  /// @param grants the grants
  /// @return what came of it; failed when nothing can be written
  Future<Ended> end(Revocation revocation, List<StoredGrant> grants);
}
