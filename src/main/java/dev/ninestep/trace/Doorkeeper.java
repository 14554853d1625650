package dev.ninestep.trace;

import dev.ninestep.protocol.AccountId;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/// Lets the support team in. Who they are is known elsewhere: a bearer token with the `support`
/// scope, or a session of the support role in which somebody has signed in lately.
public interface Doorkeeper {

  /// What a caller may do.
  sealed interface Verdict {

    /// They belong to the support team.
    ///
    /// @param who their account
    /// @param isOperator whether they may also do something about what they see
    record Welcome(AccountId who, boolean isOperator) implements Verdict {

      /// Who only looks.
      ///
      /// @param who their account
      public Welcome(AccountId who) {
        this(who, false);
      }
    }

    /// They have not said who they are, or not for too long.
    record Unknown() implements Verdict {}

    /// They are somebody else.
    record Refused() implements Verdict {}
  }

  /// Looks at a request.
  ///
  /// @param context the request
  /// @return whether its sender may see the flows of others
  Future<Verdict> look(RoutingContext context);

  /// Looks once more at a request whose answer goes on and on. Does not count as a use of the
  /// session.
  ///
  /// @param context the request
  /// @return whether its sender still may
  Future<Verdict> lookAgain(RoutingContext context);
}
