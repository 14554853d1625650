package dev.ninestep.operator;

import dev.ninestep.protocol.Session;
import io.vertx.ext.web.RoutingContext;

/// Lets operators in to their page. Who they are is known elsewhere: a session of the operator role
/// in which somebody has signed in a short while ago.
@FunctionalInterface
public interface Gate {

  /// What somebody may do.
  sealed interface Verdict {

    /// They are an operator, and have just shown it.
    ///
    /// @param session theirs
    record Welcome(Session session) implements Verdict {}

    /// They have not said who they are, or not for too long.
    record Unknown() implements Verdict {}

    /// They are somebody else.
    record Refused() implements Verdict {}
  }

  /// Looks at a request.
  ///
  /// @param context the request
  /// @return whether its sender may end what others have connected
  Verdict operator(RoutingContext context);
}
