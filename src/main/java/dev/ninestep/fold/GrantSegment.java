package dev.ninestep.fold;

import dev.ninestep.protocol.FlowId;
import java.time.Instant;
import java.util.concurrent.locks.StampedLock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// One segment of [Grants]: an open-addressing table with linear probing. Flow ids are random, so
/// their own bits are the hash. Times are kept in milliseconds, which is what the log's time has.
final class GrantSegment {

  static final Grant NONE = GrantSlots.NONE;

  private static final int SMALLEST = 16;

  private final StampedLock lock = new StampedLock();
  private final Supplier<Instant> past;
  private GrantSlots slots;
  private int size;

  GrantSegment(int expected, Supplier<Instant> past) {
    this.past = past;
    slots = GrantSlots.of(capacityFor(expected));
  }

  private static int capacityFor(int grants) {
    var wanted = Math.max(SMALLEST, grants + grants / 2);
    return Integer.highestOneBit(wanted - 1) << 1;
  }

  Grant get(FlowId flow) {
    var stamp = lock.tryOptimisticRead();
    if (stamp != 0) {
      try {
        var found = lookUp(flow);
        if (lock.validate(stamp)) {
          return found;
        }
      } catch (RuntimeException e) {
        // A torn read while the writer was in the slot; the locked read below settles it.
        if (lock.validate(stamp)) {
          throw e;
        }
      }
    }
    stamp = lock.readLock();
    try {
      return lookUp(flow);
    } finally {
      lock.unlockRead(stamp);
    }
  }

  private Grant lookUp(FlowId flow) {
    var here = slots;
    return here.read(here.find(flow.high(), flow.low()));
  }

  void put(FlowId flow, Grant grant) {
    var stamp = lock.writeLock();
    try {
      var i = slots.find(flow.high(), flow.low());
      if (slots.isFree(i)) {
        if ((size + 1) * 3L > slots.capacity() * 2L) {
          rebuild(past.get());
          i = slots.find(flow.high(), flow.low());
        }
        size++;
      }
      slots.write(i, flow.high(), flow.low(), grant);
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  /// Gives back what has lapsed, and grows if that was not enough.
  private void rebuild(Instant now) {
    var old = slots;
    var live = 0;
    for (var i = 0; i < old.capacity(); i++) {
      if (lives(old, i, now)) {
        live++;
      }
    }
    var fresh = GrantSlots.of(Math.max(old.capacity(), capacityFor(live + live / 3 + 1)));
    for (var i = 0; i < old.capacity(); i++) {
      if (lives(old, i, now)) {
        fresh.copy(old, i);
      }
    }
    slots = fresh;
    size = live;
  }

  private static boolean lives(GrantSlots slots, int i, Instant now) {
    return !slots.isFree(i) && !slots.read(i).lapsesAt().isBefore(now);
  }

  int size() {
    return size;
  }

  long bytes() {
    return (long) slots.capacity() * GrantSlots.BYTES;
  }

  void forEach(BiConsumer<FlowId, Grant> visitor) {
    var here = slots;
    for (var i = 0; i < here.capacity(); i++) {
      if (!here.isFree(i)) {
        visitor.accept(here.flow(i), here.read(i));
      }
    }
  }
}
