package dev.ninestep.gateway;

import dev.ninestep.exchange.Exchange;
import dev.ninestep.fold.Purse;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.TillId;

/// What one till knows of one account beside what the log says.
///
/// @param total what it has charged the account in all, read back or not
/// @param heard how much of that the log had said when the till last looked
/// @param held what calls cost that are on their way
/// @param isWriting whether a charge is on its way to the log
/// @param idle how many flushes ago it was used last
/// @param latest the latest exchange that was charged
record Tab(Amount total, Amount heard, Amount held, boolean isWriting, int idle, Exchange latest) {

  /// Of an account that has not called since the till can remember. Should the log know what it was
  /// charged, that is where it goes on.
  static Tab opened(Purse purse, TillId till, Exchange exchange) {
    var total = purse.takenBy(till).orElse(Amount.ZERO);
    return new Tab(total, total, Amount.ZERO, false, 0, exchange);
  }

  /// What of the total the log has said. A till the log has forgotten was heard all the same.
  Amount heard(Purse purse, TillId till) {
    return purse.takenBy(till).orElse(heard);
  }

  /// What the account was charged that the log has not said yet.
  Amount due(Purse purse, TillId till) {
    return total.minus(heard(purse, till)).orElse(Amount.ZERO);
  }

  /// What the account has, less what this till let through that the log has not said yet.
  Amount available(Purse purse, TillId till) {
    return purse
        .balance()
        .minus(due(purse, till))
        .flatMap(rest -> rest.minus(held))
        .orElse(Amount.LEAST);
  }

  /// Whether so much more may be charged at all: a total has an end like every amount.
  boolean hasRoomFor(Amount price) {
    return total.plus(held).flatMap(all -> all.plus(price)).isPresent();
  }

  Tab holding(Amount price) {
    return new Tab(total, heard, held.plus(price).orElseThrow(), isWriting, 0, latest);
  }

  Tab released(Amount price) {
    return new Tab(total, heard, held.minus(price).orElseThrow(), isWriting, 0, latest);
  }

  Tab charged(Amount price, Exchange exchange) {
    var all = total.plus(price).orElseThrow();
    return new Tab(all, heard, held.minus(price).orElseThrow(), isWriting, 0, exchange);
  }

  Tab writing() {
    return new Tab(total, heard, held, true, idle, latest);
  }

  Tab written(Amount nowHeard) {
    return new Tab(total, nowHeard, held, false, idle, latest);
  }

  Tab rested() {
    return new Tab(total, heard, held, isWriting, idle + 1, latest);
  }

  /// Whether there is nothing in it that the log does not say.
  boolean isClear(Purse purse, TillId till) {
    return !isWriting && !held.isPositive() && !due(purse, till).isPositive();
  }
}
