package dev.ninestep.fold;

import dev.ninestep.event.AccountCharged;
import dev.ninestep.event.AccountCredited;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.CreditKey;
import dev.ninestep.protocol.TillId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The money of an account: what it was given less what its calls cost. Both lists are short,
/// however long the account lives, and the latest comes first.
///
/// @param balance what is left; negative when pods together let through more than there was
/// @param credits the latest credits; a repeat of any of them changes nothing
/// @param taken what the tills that charged it last have charged it
public record Purse(Amount balance, List<Credit> credits, List<Taken> taken) {

  /// Of an account that never had any.
  public static final Purse EMPTY = new Purse(Amount.ZERO, List.of(), List.of());

  /// How many credits later a key is forgotten.
  public static final int MOST_CREDITS = 100;

  /// How many pods, dead ones included, may charge an account before the first is forgotten.
  public static final int MOST_TILLS = 64;

  /// Copies the lists.
  public Purse {
    credits = List.copyOf(credits);
    taken = List.copyOf(taken);
  }

  /// A credit counts once under its key, if it is any money and the balance has room for it.
  Purse with(AccountCredited event) {
    var sum = balance.plus(event.amount());
    return sum.isEmpty() || !event.amount().isPositive() || credit(event.key()).isPresent()
        ? this
        : new Purse(sum.get(), first(Credit.of(event), credits, MOST_CREDITS), taken);
  }

  /// Of a charge that part counts which has not been heard of. A till that says it has charged
  /// something before, and is not known, was either forgotten, where there is no room for more, or
  /// the log has lost its end: then all of it counts.
  Purse with(AccountCharged event) {
    var forgotten = taken.size() < MOST_TILLS ? Amount.ZERO : event.before();
    var heard = takenBy(event.till()).orElse(forgotten);
    var total = event.before().plus(event.amount()).orElse(Amount.MOST);
    if (!heard.isLessThan(total)) {
      return this;
    }
    var unheardOf = total.minus(heard).orElse(Amount.MOST);
    var rest = balance.minus(unheardOf).orElse(Amount.LEAST);
    var others = taken.stream().filter(t -> !t.till().equals(event.till())).toList();
    return new Purse(rest, credits, first(new Taken(event.till(), total), others, MOST_TILLS));
  }

  private static <T> List<T> first(T head, List<T> tail, int most) {
    var all = new ArrayList<T>(Math.min(tail.size() + 1, most));
    all.add(head);
    all.addAll(tail.subList(0, Math.min(tail.size(), most - 1)));
    return all;
  }

  /// The credit under a key.
  ///
  /// @param key the key
  /// @return the credit, or empty when none counted under it, or too many have since
  public Optional<Credit> credit(CreditKey key) {
    return credits.stream().filter(c -> c.key().equals(key)).findFirst();
  }

  /// What a till has charged, as far as the log has been read.
  ///
  /// @param till the till
  /// @return its total, or empty when nothing is known of it
  public Optional<Amount> takenBy(TillId till) {
    for (var one : taken) {
      if (one.till().equals(till)) {
        return Optional.of(one.total());
      }
    }
    return Optional.empty();
  }
}
