package dev.ninestep.simulation;

import dev.ninestep.event.RefreshPresented;
import dev.ninestep.fold.Grant;

/// A refresh token is ahead of the log only if the log has lost something; then it wins, and the
/// state says how much is missing.
final class LostTailHeals implements Invariant {

  private boolean hasLost;

  @Override
  public void landed(Landed record) {
    if (!(record.event() instanceof RefreshPresented e) || record.at().isAfter(e.voidAfter())) {
      return;
    }
    var known =
        switch (record.before()) {
          case Grant.Active s -> s.generation();
          case Grant.CodeOutstanding _ -> 0;
          default -> Integer.MAX_VALUE;
        };
    if (e.generation() > known) {
      require(hasLost, "generation %d came, but %d is the latest", e.generation(), known);
      require(
          record.after() instanceof Grant.Active s
              && s.generation() == e.generation() + 1
              && s.last().lost() == e.generation() - known,
          "%s does not heal from generation %d to %d",
          record.logged().fact().key(),
          known,
          e.generation());
    }
  }

  @Override
  public void lostTail() {
    hasLost = true;
  }
}
