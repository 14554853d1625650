package dev.ninestep.simulation;

import dev.ninestep.event.Key;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Guesses;
import dev.ninestep.fold.Ledger;
import java.time.Instant;

/// Whatever a pod went through, what it holds is what the log says, up to where it has read: after
/// every record, and in the end for everything, in whatever order the partitions are read.
final class ReplayEqualsLive implements Invariant {

  private final Simulation world;

  ReplayEqualsLive(Simulation world) {
    this.world = world;
  }

  @Override
  public void read(VirtualPod pod, Landed record) {
    var key = record.logged().fact().key();
    var end = pod.ledger().nextOffset(record.partition());
    var truth = world.log().truth(key, end, record.at());
    var held = state(pod.ledger(), key, record.at());
    require(
        held.equals(truth),
        "%s has read up to offset %d and holds %s of %s, but the log says %s",
        pod,
        end,
        held,
        key,
        truth);
  }

  @Override
  public void ended() {
    var replayed = replay();
    for (var pod : world.pods()) {
      require(isEqual(pod.ledger(), replayed), "%s does not hold what the whole log says", pod);
    }
  }

  private Ledger replay() {
    var ledger = new Ledger(0);
    var log = world.log();
    var left = log.partitions();
    while (left > 0) {
      left = 0;
      for (var p = 0; p < log.partitions(); p++) {
        var batch = world.dice().between(1, 10);
        for (var i = 0; i < batch && ledger.nextOffset(p) < log.end(p); i++) {
          ledger.apply(log.at(p, ledger.nextOffset(p)).logged());
        }
        left += ledger.nextOffset(p) < log.end(p) ? 1 : 0;
      }
    }
    return ledger;
  }

  private boolean isEqual(Ledger one, Ledger other) {
    var now = world.log().now();
    return covers(one, other, now)
        && covers(other, one, now)
        && one.clients().equals(other.clients())
        && one.accounts().equals(other.accounts());
  }

  private static boolean covers(Ledger one, Ledger other, Instant now) {
    var same = new boolean[] {true};
    one.grants()
        .forEach((flow, _) -> same[0] &= one.grant(flow, now).equals(other.grant(flow, now)));
    return same[0];
  }

  static Aggregate state(Ledger ledger, Key key, Instant now) {
    return switch (key) {
      case Key.OfFlow(var flow) -> ledger.grant(flow, now);
      case Key.OfClient(var client) -> ledger.client(client);
      case Key.OfAccount(var account) -> ledger.account(account);
      case Key.OfOneTime(var hash) -> ledger.oneTime(hash, now);
      case Key.OfLogin _ -> Guesses.NONE;
    };
  }
}
