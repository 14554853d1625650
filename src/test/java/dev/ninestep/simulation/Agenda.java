package dev.ninestep.simulation;

import java.util.PriorityQueue;

/// The only clock and the only thread of a history: what is due next is done next, and what is due
/// at the same millisecond is done in the order in which it was put down.
final class Agenda {

  private record Entry(long due, long order, Runnable what) implements Comparable<Entry> {

    @Override
    public int compareTo(Entry other) {
      return due != other.due ? Long.compare(due, other.due) : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private long now;
  private long order;

  /// Milliseconds since the history began.
  long now() {
    return now;
  }

  void after(long millis, Runnable what) {
    at(now + millis, what);
  }

  void at(long due, Runnable what) {
    entries.add(new Entry(due, order++, what));
  }

  /// Does what is due next.
  ///
  /// @return false when nothing is left to do
  boolean step() {
    var next = entries.poll();
    if (next == null) {
      return false;
    }
    now = next.due;
    next.what.run();
    return true;
  }
}
