package dev.ninestep.app.bench;

import dev.ninestep.app.bench.population.Population;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.event.Topic;
import dev.ninestep.log.LogReader;
import dev.ninestep.log.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A log of weeks that was never written: it hands a projector what a population does, with the
/// times at which it would have been written. As many records at a time as the reader of the real
/// log, and none beyond what has been allowed.
///
/// It tells its story once, from the beginning.
final class PopulationReader implements LogReader {

  private static final int PARTITIONS = 3;
  private static final int AT_ONCE = 5_000;

  private final Population population;
  private final Map<Partition, Long> ends = new HashMap<>();
  private final Semaphore allowed = new Semaphore(0);

  PopulationReader(Population population) {
    this.population = population;
    for (var topic : Topic.values()) {
      for (var i = 0; i < PARTITIONS; i++) {
        ends.put(new Partition(topic, i), 0L);
      }
    }
  }

  /// Lets it tell more.
  ///
  /// @param records how many
  void allow(int records) {
    allowed.release(records);
  }

  @Override
  public void assign(Map<Partition, Long> from) {
    // It tells all of it, from the beginning.
  }

  @Override
  public List<Logged> poll(Duration atMost) {
    try {
      if (!allowed.tryAcquire(1, atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        return List.of();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a projector", e);
    }
    var read = new ArrayList<Logged>(AT_ONCE);
    do {
      read.add(next());
    } while (read.size() < AT_ONCE && allowed.tryAcquire());
    return read;
  }

  private synchronized Logged next() {
    var fact = population.next();
    var number = Math.floorMod(fact.key().hashCode(), PARTITIONS);
    var partition = new Partition(fact.event().topic(), number);
    var offset = ends.merge(partition, 1L, Long::sum) - 1;
    return new Logged.Known(new Position(partition.topic(), number, offset), fact.time(), fact);
  }

  @Override
  public void seek(Partition partition, long offset) {
    throw new UnsupportedOperationException("it is told once");
  }

  @Override
  public synchronized Map<Partition, Long> endOffsets() {
    return Map.copyOf(ends);
  }

  @Override
  public void wakeUp() {
    // It is never waited for longer than the reader wants.
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
