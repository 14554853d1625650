package dev.ninestep.simulation;

import dev.ninestep.event.CodePresented;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A code buys tokens once. A second answer with tokens is given only if the log says of the one
/// before that it was never delivered; and of all of them, at most one is.
final class OneCodeBuysTokensOnce implements Invariant {

  private final VirtualLog log;
  private final Map<Key, List<Landed>> sold = new HashMap<>();
  private final Map<Key, Integer> delivered = new HashMap<>();

  OneCodeBuysTokensOnce(VirtualLog log) {
    this.log = log;
  }

  @Override
  public void answered(Answered<?> answer) {
    if (answer.issue().isEmpty() || !(answer.fact().event() instanceof CodePresented)) {
      return;
    }
    var sale = log.find(answer.fact().id()).orElseThrow();
    var others = sold.computeIfAbsent(answer.fact().key(), _ -> new ArrayList<>());
    for (var other : others) {
      var isEarlier = other.offset() < sale.offset();
      var first = isEarlier ? other : sale;
      var second = isEarlier ? sale : other;
      require(
          log.reopenedBetween(first, second),
          "the code of %s bought tokens at offset %d and again at offset %d",
          answer.fact().key(),
          first.offset(),
          second.offset());
    }
    others.add(sale);
  }

  @Override
  public void delivered(Fact fact) {
    if (fact.event() instanceof CodePresented) {
      var times = delivered.merge(fact.key(), 1, Integer::sum);
      require(times == 1, "%d answers with tokens for the code of %s arrived", times, fact.key());
    }
  }

  /// A lost redemption may happen again.
  @Override
  public void lostTail() {
    sold.clear();
    delivered.clear();
  }
}
