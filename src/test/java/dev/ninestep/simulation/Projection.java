package dev.ninestep.simulation;

import dev.ninestep.fold.Ledger;

/// What a projection remembers of the log, up to some offset of each partition.
///
/// @param ledger what it made of it
/// @param next the next offset of each partition
@SuppressWarnings("ArrayRecordComponent")
record Projection(Ledger ledger, long[] next) {

  /// A projection that has come some way.
  static Projection of(VirtualLog log, Dice dice) {
    var ledger = new Ledger(0);
    var next = new long[log.partitions()];
    for (var p = 0; p < next.length; p++) {
      next[p] = dice.between(0, (int) log.end(p));
      for (var offset = 0; offset < next[p]; offset++) {
        ledger.apply(log.at(p, offset).logged());
      }
    }
    return new Projection(ledger, next);
  }

  void restore(Ledger fresh) {
    ledger.grants().forEach(fresh::restore);
    ledger.clients().forEach(fresh::restore);
    ledger.accounts().forEach(fresh::restore);
    for (var p = 0; p < next.length; p++) {
      fresh.restore(p, next[p]);
    }
  }
}
