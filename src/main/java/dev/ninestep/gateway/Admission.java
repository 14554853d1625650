package dev.ninestep.gateway;

import dev.ninestep.decision.AdmitCall;
import dev.ninestep.event.Key;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.Grant;
import dev.ninestep.log.FlowLog;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// Decides whether a verified token may make a call, from what this pod has read of the log.
///
/// @param log tells the time, and how old the pod's knowledge is
/// @param grants the grant behind a token
/// @param accounts the account behind a grant
/// @param resource what is called
/// @param needed the scope the call needs
/// @param budget the age of knowledge beyond which nobody is let in
record Admission(
    FlowLog<?> log,
    Function<FlowId, Grant> grants,
    Function<AccountId, Account> accounts,
    ResourceUri resource,
    Scope needed,
    Duration budget) {

  /// Decides.
  ///
  /// @return the rule that was broken, or empty when the call is admitted; at once unless the pod
  ///   may have to hear of the grant first
  Future<Optional<Refused>> decide(AccessToken token) {
    var age = log.staleness();
    if (age.compareTo(budget) > 0) {
      return Future.succeededFuture(
          Optional.of(Refused.of(Refusal.GATEWAY_STALE, "the log was last read " + age + " ago")));
    }
    var refused = decideNow(token);
    return refused.filter(r -> r.refusal() == Refusal.TOKEN_REVOKED).isPresent()
            && mayHaveMoved(grants.apply(token.flow()))
        ? afterBarrier(token)
        : Future.succeededFuture(refused);
  }

  /// Whether a token that was let in may go on: an open stream ends with its grant, though not with
  /// its token.
  boolean stillStands(AccessToken token) {
    return grants.apply(token.flow()).stands() && accounts.apply(token.account()).isOpen();
  }

  private Optional<Refused> decideNow(AccessToken token) {
    return new AdmitCall(token, resource, needed, log.now())
        .decide(grants.apply(token.flow()), accounts.apply(token.account()));
  }

  /// A token is signed only after its grant became active, but on another pod, perhaps a moment
  /// ago.
  private static boolean mayHaveMoved(Grant grant) {
    return switch (grant) {
      case Grant.None _, Grant.CodeOutstanding _ -> true;
      case Grant.Denied _, Grant.Active _, Grant.ForClient _, Grant.Revoked _, Grant.Closed _ ->
          false;
    };
  }

  private Future<Optional<Refused>> afterBarrier(AccessToken token) {
    return log.barrier(new Key.OfFlow(token.flow()))
        .map(isRead ->
            isRead
                ? decideNow(token)
                : Optional.of(
                    Refused.of(Refusal.GATEWAY_STALE, "the log could not be read to its end")));
  }
}
