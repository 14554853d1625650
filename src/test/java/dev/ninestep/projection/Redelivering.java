package dev.ninestep.projection;

import dev.ninestep.event.Logged;
import dev.ninestep.log.LogReader;
import dev.ninestep.log.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Gives every record twice: alone, and before those that come next.
final class Redelivering implements LogReader {

  private final LogReader log;
  private List<Logged> before = List.of();

  Redelivering(LogReader log) {
    this.log = log;
  }

  @Override
  public List<Logged> poll(Duration atMost) {
    var fresh = log.poll(atMost);
    var both = new ArrayList<>(before);
    both.addAll(fresh);
    before = fresh;
    return both;
  }

  @Override
  public void assign(Map<Partition, Long> from) {
    log.assign(from);
  }

  @Override
  public void seek(Partition partition, long offset) {
    log.seek(partition, offset);
  }

  @Override
  public Map<Partition, Long> endOffsets() {
    return log.endOffsets();
  }

  @Override
  public void wakeUp() {
    log.wakeUp();
  }

  @Override
  public void close() {
    log.close();
  }
}
