package dev.ninestep.simulation;

import java.util.Map;
import java.util.TreeMap;

/// How often what happened, over many histories: a simulation in which something never happens
/// proves nothing about it.
final class Tally {

  private final Map<String, Long> counts = new TreeMap<>();

  void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  long of(String what) {
    return counts.getOrDefault(what, 0L);
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    counts.forEach((what, count) -> text.append("%10d  %s%n".formatted(count, what)));
    return text.toString();
  }
}
