package dev.ninestep.simulation;

import dev.ninestep.fold.Ledger;

/// What a projection remembers of the log, up to some offset of each partition.
///
/// @param ledger what it made of it
/// @param partitions how many partitions there are
record Projection(Ledger ledger, int partitions) {

  /// A projection that has come some way.
  static Projection of(VirtualLog log, Dice dice) {
    var ledger = new Ledger(0);
    for (var p = 0; p < log.partitions(); p++) {
      var end = dice.between(0, (int) log.end(p));
      for (var offset = 0; offset < end; offset++) {
        ledger.apply(log.at(p, offset).logged());
      }
    }
    return new Projection(ledger, log.partitions());
  }

  void restore(Ledger fresh) {
    ledger.grants().forEach(fresh::restore);
    ledger.clients().forEach(fresh::restore);
    ledger.accounts().forEach(fresh::restore);
    for (var p = 0; p < partitions; p++) {
      fresh.restore(p, ledger.nextOffset(p));
    }
  }
}
