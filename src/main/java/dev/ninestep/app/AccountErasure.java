package dev.ninestep.app;

import dev.ninestep.event.AccountSuspended;
import dev.ninestep.operator.Erasure;
import dev.ninestep.operator.ProjectedGrants;
import dev.ninestep.operator.Revocations;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.token.Mint;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Erases whose an account was, from where no pod serves.
///
/// @param desk what the command stands on
/// @param log where it is written that it was
record AccountErasure(Desk desk, OpenLog log) {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long LONGEST_SECONDS = 600;

  static AccountErasure of(Desk desk) throws CannotStart {
    return new AccountErasure(desk, OpenLog.prepare(desk.configuration()));
  }

  /// Erases.
  ///
  /// @return how many connections were ended
  /// @throws CannotStart when not all of it could be done; the same may be done again
  int run(AccountId account) throws CannotStart {
    new AccountFacts(log)
        .tell(account, new AccountSuspended(account, Desk.operator(), Erasure.REASON));
    var grants = new ProjectedGrants(desk.projection().grants(), log.end(desk.vertx()), PATIENCE);
    var erasure =
        new Erasure(
            desk.projection().persons(), new Revocations(desk.vertx(), grants, Instant::now));
    var ender = new AppendedEnder(desk.vertx(), log, new Mint());
    var outcome =
        erasure.run(
            account, Desk.operator(), () -> Future.succeededFuture(Optional.empty()), ender);
    return switch (Desk.await(outcome, LONGEST_SECONDS)) {
      case Revocations.Outcome.Done(var ended) -> ended;
      case Revocations.Outcome.NotDone(var refused) ->
          throw new CannotStart(CannotStart.UNAVAILABLE, refused.refusal().description());
    };
  }
}
