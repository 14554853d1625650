package dev.ninestep.exchange;

import dev.ninestep.event.Repeated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/// Says what is worth a record of its own, and counts the rest: of each kind the first few pass,
/// and what follows, until it is asked for what it has counted, is one sample with an exact number.
/// So whoever floods a server does not flood the log.
///
/// It has room for so many kinds at a time. What finds none is counted too, for all together. Any
/// thread.
///
/// @param <K> a kind
/// @param <S> what stands for those of a kind
public final class Tally<K, S> {

  /// What was counted of one kind.
  ///
  /// @param kind the kind
  /// @param sample what stands for them
  /// @param repeated how many they were, and when
  /// @param <T> a kind
  /// @param <U> what stands for those of a kind
  public record Counted<T, U>(T kind, U sample, Repeated repeated) {}

  private static final class Count<U> {
    private int shown;
    private long times;
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private U sample;

    private Count(U sample) {
      this.sample = sample;
    }

    private void add(U more, Instant at, BinaryOperator<U> merge) {
      sample = times == 0 ? more : merge.apply(sample, more);
      times++;
      first = at.isBefore(first) ? at : first;
      last = at.isAfter(last) ? at : last;
    }
  }

  private final int mostKinds;
  private final UnaryOperator<K> ofAll;
  private final BinaryOperator<S> merge;
  private final Map<K, Count<S>> kinds = new HashMap<>();
  private final Map<K, Count<S>> others = new HashMap<>();

  /// A tally that has counted nothing.
  ///
  /// @param mostKinds for how many kinds there is room
  /// @param ofAll the kind under which one is counted that finds no room; of those there must be
  ///   few
  /// @param merge what stands for two samples of one kind, the later one second
  public Tally(int mostKinds, UnaryOperator<K> ofAll, BinaryOperator<S> merge) {
    this.mostKinds = mostKinds;
    this.ofAll = ofAll;
    this.merge = merge;
  }

  /// Takes one more.
  ///
  /// @param kind of which kind it is
  /// @param first how many of that kind pass
  /// @param at when it happened
  /// @param sample stands for it
  /// @return whether it passes; otherwise it has been counted
  public synchronized boolean passes(K kind, int first, Instant at, S sample) {
    var known = kinds.get(kind);
    if (known == null && kinds.size() >= mostKinds) {
      others.computeIfAbsent(ofAll.apply(kind), _ -> new Count<>(sample)).add(sample, at, merge);
      return false;
    }
    var count = known == null ? new Count<>(sample) : known;
    if (known == null) {
      kinds.put(kind, count);
    }
    if (count.shown < first) {
      count.shown++;
      return true;
    }
    count.add(sample, at, merge);
    return false;
  }

  /// Takes what was counted, and begins anew.
  ///
  /// @return each kind of which any was counted
  public synchronized List<Counted<K, S>> take() {
    var taken = new ArrayList<Counted<K, S>>();
    for (var counts : List.of(kinds, others)) {
      counts.forEach((kind, count) -> {
        if (count.times > 0) {
          var repeated = new Repeated(count.times, count.first, count.last);
          taken.add(new Counted<>(kind, count.sample, repeated));
        }
      });
      counts.clear();
    }
    return taken;
  }

  /// How many kinds are being counted.
  synchronized int size() {
    return kinds.size() + others.size();
  }
}
