package dev.ninestep.projection;

import dev.ninestep.protocol.AccountId;
import io.vertx.core.Future;
import java.util.List;

/// What a user has connected.
public interface ConnectedApps {

  /// The grants of an account that have won tokens, those that have ended included, so that an app
  /// that vanished can say why. At most 200, the latest first.
  ///
  /// @param account whose
  /// @return the apps; the future fails when the database is away, and only then
  Future<List<ConnectedApp>> of(AccountId account);
}
