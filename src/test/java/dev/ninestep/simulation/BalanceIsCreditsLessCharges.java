package dev.ninestep.simulation;

import dev.ninestep.event.AccountCharged;
import dev.ninestep.event.AccountCredited;
import dev.ninestep.event.Key;
import dev.ninestep.fold.Account;
import dev.ninestep.protocol.CreditKey;
import dev.ninestep.protocol.TillId;
import java.util.HashMap;

/// After every record, an account has each credit once, the one that came first under its key, less
/// the most that each till says it has charged: however often facts come, and whatever is lost.
final class BalanceIsCreditsLessCharges implements Invariant {

  private final VirtualLog log;

  BalanceIsCreditsLessCharges(VirtualLog log) {
    this.log = log;
  }

  @Override
  public void landed(Landed record) {
    var key = record.logged().fact().key();
    if (record.after() instanceof Account account && !(account instanceof Account.Closed)) {
      var balance = account.purse().balance().micros();
      var told = told(key);
      require(balance == told, "%s has %d, but the log says %d", key, balance, told);
    }
  }

  private long told(Key key) {
    var credits = new HashMap<CreditKey, Long>();
    var charges = new HashMap<TillId, Long>();
    for (var record : log.about(key)) {
      if (record.event() instanceof AccountCredited e) {
        credits.putIfAbsent(e.key(), e.amount().micros());
      }
      if (record.event() instanceof AccountCharged e) {
        charges.merge(e.till(), e.before().micros() + e.amount().micros(), Math::max);
      }
    }
    return credits.values().stream().mapToLong(Long::longValue).sum()
        - charges.values().stream().mapToLong(Long::longValue).sum();
  }
}
