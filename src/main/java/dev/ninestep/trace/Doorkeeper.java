package dev.ninestep.trace;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/// Lets the support team in. Who they are is known elsewhere: a bearer token with the `support`
/// scope, or a session of the support role.
@FunctionalInterface
public interface Doorkeeper {

  /// What a caller may do.
  enum Verdict {
    /// They belong to the support team.
    WELCOME,
    /// They have not said who they are.
    UNKNOWN,
    /// They are somebody else.
    REFUSED
  }

  /// Looks at a request.
  ///
  /// @param context the request
  /// @return whether its sender may see the flows of others
  Future<Verdict> look(RoutingContext context);
}
