package dev.ninestep.app;

import dev.ninestep.decision.CreditAccount;
import dev.ninestep.decision.Decision;
import dev.ninestep.fold.Account;
import dev.ninestep.fold.AccountMemory;
import dev.ninestep.fold.Purse;
import dev.ninestep.projection.Projection;
import java.util.concurrent.TimeUnit;

/// Credits given from where no pod serves: the fact is appended, and what it came to is read from
/// the projection, which folds as every pod does.
///
/// @param facts writes what was decided
/// @param projection shows what came of it
record CreditFacts(AccountFacts facts, Projection projection) {

  private static final long SECONDS = 30;
  private static final long PAUSE_MILLIS = 100;

  /// Gives an account money, unless it was given the same before.
  ///
  /// @return what came of it
  /// @throws CannotStart when the log does not take it, or nobody projects the log
  CreditAccount.Outcome give(CreditAccount command) throws CannotStart {
    var before = purse(command);
    if (before.credit(command.key()).isPresent()
        || before.balance().plus(command.amount()).isEmpty()) {
      return outcome(command, before);
    }
    return switch (command.decide()) {
      case Decision.Refuse(var refused) -> new CreditAccount.Outcome.NotGiven(refused);
      case Decision.Append(var event) -> {
        facts.tell(command.account(), event);
        yield outcome(command, projected(command));
      }
    };
  }

  private static CreditAccount.Outcome outcome(CreditAccount command, Purse purse) {
    return command.outcome(new Account.Open(AccountMemory.NOTHING, purse));
  }

  private Purse projected(CreditAccount command) throws CannotStart {
    for (var pauses = 0L; pauses * PAUSE_MILLIS < SECONDS * 1_000; pauses++) {
      var purse = purse(command);
      if (purse.credit(command.key()).isPresent()) {
        return purse;
      }
      pause();
    }
    throw new CannotStart(
        CannotStart.UNAVAILABLE,
        "the log has the credit, but nobody has projected it within "
            + SECONDS
            + " s: is a projector running? The same command says later what came of it");
  }

  private static void pause() throws CannotStart {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart(CannotStart.UNAVAILABLE, "interrupted", e);
    }
  }

  private Purse purse(CreditAccount command) throws CannotStart {
    try {
      return projection.purse(command.account()).await(SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) { // a future may fail with anything, checked or not
      throw new CannotStart(CannotStart.UNAVAILABLE, "postgres: " + Causes.words(e), e);
    }
  }
}
