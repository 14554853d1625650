package dev.ninestep.projection;

import static java.util.Comparator.comparing;

import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.event.Topic;
import dev.ninestep.log.LogReader;
import dev.ninestep.log.Partition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Both topics in memory, with readers that give a few records at a time.
public final class MemoryLog {

  private static final int PARTITIONS = 3;

  private final Map<Partition, List<Logged>> records =
      new TreeMap<>(comparing(Partition::topic).thenComparingInt(Partition::number));

  /// An empty one.
  public MemoryLog() {
    for (var topic : Topic.values()) {
      for (var i = 0; i < PARTITIONS; i++) {
        records.put(new Partition(topic, i), new ArrayList<>());
      }
    }
  }

  /// Appends a fact.
  ///
  /// @param at when, in the log's time
  /// @param fact the fact
  /// @return the record
  public synchronized Logged append(Instant at, Fact fact) {
    var logged = new Logged.Known(next(fact.event().topic(), Optional.of(fact.key())), at, fact);
    return add(logged);
  }

  synchronized Logged appendUnreadable(Instant at, Optional<Key> key) {
    return add(new Logged.Unreadable(next(Topic.FLOW, key), at, key, "data is not JSON"));
  }

  private Position next(Topic topic, Optional<Key> key) {
    var number = Math.floorMod(key.hashCode(), PARTITIONS);
    return new Position(topic, number, records.get(new Partition(topic, number)).size());
  }

  private Logged add(Logged logged) {
    records.get(Partition.of(logged.position())).add(logged);
    notifyAll();
    return logged;
  }

  /// The same records in a log of their own.
  synchronized MemoryLog copy() {
    var copy = new MemoryLog();
    records.forEach((partition, all) -> copy.records.put(partition, new ArrayList<>(all)));
    return copy;
  }

  synchronized List<Logged> all() {
    return records.values().stream().flatMap(List::stream).toList();
  }

  synchronized Map<Partition, Long> end() {
    var end = new HashMap<Partition, Long>();
    records.forEach((partition, all) -> end.put(partition, (long) all.size()));
    return end;
  }

  /// A reader of its own.
  ///
  /// @param most how many records of each partition at a time
  /// @return the reader, of nothing yet
  public Reader reader(int most) {
    return new Reader(most);
  }

  /// Reads a [MemoryLog].
  public final class Reader implements LogReader {

    private final int most;
    private final Map<Partition, Long> next = new HashMap<>();
    private boolean wokenUp;
    private boolean stalled;
    private boolean closed;

    private Reader(int most) {
      this.most = most;
    }

    @Override
    public void assign(Map<Partition, Long> from) {
      next.clear();
      next.putAll(from);
    }

    @Override
    public List<Logged> poll(Duration atMost) {
      synchronized (MemoryLog.this) {
        var read = take();
        if (read.isEmpty() && !wokenUp) {
          sleep(atMost);
          read = take();
        }
        while (stalled) {
          sleep(atMost);
        }
        wokenUp = false;
        return read;
      }
    }

    private List<Logged> take() {
      var read = new ArrayList<Logged>();
      for (var partition : List.copyOf(next.keySet())) {
        var all = records.get(partition);
        var from = next.get(partition).intValue();
        var to = Math.min(all.size(), from + most);
        read.addAll(all.subList(from, to));
        next.put(partition, (long) to);
      }
      return read;
    }

    private void sleep(Duration atMost) {
      try {
        MemoryLog.this.wait(atMost.toMillis());
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    /// Lets its thread hang in the next poll, as a machine does that is suspended.
    void stall(boolean stall) {
      synchronized (MemoryLog.this) {
        stalled = stall;
        MemoryLog.this.notifyAll();
      }
    }

    @Override
    public void seek(Partition partition, long offset) {
      next.put(partition, offset);
    }

    @Override
    public Map<Partition, Long> endOffsets() {
      return end();
    }

    @Override
    public void wakeUp() {
      synchronized (MemoryLog.this) {
        wokenUp = true;
        MemoryLog.this.notifyAll();
      }
    }

    @Override
    public void close() {
      closed = true;
    }

    boolean isClosed() {
      return closed;
    }
  }
}
