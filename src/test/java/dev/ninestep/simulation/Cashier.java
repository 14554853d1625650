package dev.ninestep.simulation;

import dev.ninestep.event.AccountCharged;
import dev.ninestep.event.AccountCredited;
import dev.ninestep.event.Event;
import dev.ninestep.fold.Ledger;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.CreditKey;
import dev.ninestep.protocol.TillId;
import java.util.HashMap;
import java.util.Map;

/// Accounts are given money and are charged, at every pod, whatever else goes wrong. Credits are
/// often sent twice, and now and then another amount under a key that was used.
final class Cashier {

  private static final int KEYS = 5;

  /// What one life of a pod has charged; another life has another ledger.
  private record Till(TillId id, Map<AccountId, Long> totals) {}

  private final Simulation world;
  private final Map<Ledger, Till> tills = new HashMap<>();

  Cashier(Simulation world) {
    this.world = world;
  }

  void begin() {
    world.agenda().after(world.dice().between(200, 5_000), this::serve);
  }

  private void serve() {
    if (world.isOver()) {
      return;
    }
    var pod = world.dice().oneOf(world.pods());
    if (pod.isReady()) {
      var account = Cast.account(Cast.name(world.dice().between(0, world.plan().clients() - 1)));
      if (world.dice().chance(0.4)) {
        var credit = credit(account);
        pod.tell(account, credit);
        if (world.dice().chance(0.4)) {
          pod.tell(account, credit);
        }
      } else {
        pod.tell(account, charge(pod.ledger(), account));
      }
    }
    begin();
  }

  private Event credit(AccountId account) {
    return new AccountCredited(
        account,
        new Amount(world.dice().between(1, 3) * 1_000L),
        new CreditKey("key" + world.dice().between(1, KEYS)),
        new AttemptId(world.dice().number()),
        "operator");
  }

  private Event charge(Ledger ledger, AccountId account) {
    var till =
        tills.computeIfAbsent(
            ledger, _ -> new Till(new TillId(world.dice().number()), new HashMap<>()));
    var total = till.totals.merge(account, (long) world.dice().between(1, 400), Long::sum);
    var heard = ledger.account(account).purse().takenBy(till.id).orElse(Amount.ZERO);
    return new AccountCharged(account, till.id, heard, new Amount(total - heard.micros()));
  }
}
