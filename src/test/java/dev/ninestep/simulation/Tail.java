package dev.ninestep.simulation;

import dev.ninestep.event.Logged;
import java.util.function.Consumer;

/// One pod's reading of the log, for one life of the pod: each partition in its order, each at its
/// own pace.
final class Tail {

  private final Simulation world;
  private final VirtualPod pod;
  private final Consumer<Logged> reader;
  private final long[] next;
  private final long[] endAtStart;
  private long pausedUntil;
  private boolean stopped;

  Tail(Simulation world, VirtualPod pod, Consumer<Logged> reader) {
    this.world = world;
    this.pod = pod;
    this.reader = reader;
    next = new long[world.log().partitions()];
    endAtStart = new long[next.length];
  }

  /// Begins after what the ledger already holds.
  void start() {
    for (var i = 0; i < next.length; i++) {
      next[i] = pod.ledger().nextOffset(i);
      endAtStart[i] = world.log().end(i);
      hear(i);
    }
  }

  void stop() {
    stopped = true;
  }

  /// Whether everything has been read that stood in the log when the pod started.
  boolean hasCaughtUp() {
    for (var i = 0; i < next.length; i++) {
      if (next[i] < Math.min(endAtStart[i], world.log().end(i))) {
        return false;
      }
    }
    return true;
  }

  void standStill(long millis) {
    pausedUntil = world.agenda().now() + millis;
  }

  /// Learns that a partition has grown, and reads it after a while.
  void hear(int partition) {
    world.agenda().after(pod.readDelay(), () -> read(partition));
  }

  private void read(int partition) {
    if (!stopped && world.agenda().now() < pausedUntil) {
      world.agenda().at(pausedUntil, () -> read(partition));
      return;
    }
    if (next[partition] > 0 && world.strikes(Fault.REDELIVERED, 0.03)) {
      next[partition] -= world.dice().between(1, (int) Math.min(4, next[partition]));
    }
    if (hasCaughtUp()) {
      pod.time().follow();
    }
    while (!stopped && next[partition] < world.log().end(partition)) {
      var landed = world.log().at(partition, next[partition]++);
      reader.accept(landed.logged());
      if (!stopped) {
        world.read(pod, landed);
      }
    }
  }
}
