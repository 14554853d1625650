package dev.ninestep.app.bench;

import java.util.List;
import java.util.Locale;

/// What several rounds of one measurement gave.
///
/// @param perSecond events a second of each round, at least one
record Rates(List<Double> perSecond) {

  /// Sorts a copy.
  Rates {
    perSecond = perSecond.stream().sorted().toList();
  }

  /// The best round: what the machine can do while nothing else runs on it.
  double best() {
    return perSecond.getLast();
  }

  /// The worst round.
  double least() {
    return perSecond.getFirst();
  }

  /// The round in the middle: what it mostly does.
  double median() {
    return perSecond.get(perSecond.size() / 2);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,.0f events/s (median %,.0f)", best(), median());
  }
}
