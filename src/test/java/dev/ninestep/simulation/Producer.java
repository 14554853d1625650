package dev.ninestep.simulation;

import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The way from one pod to the log, for one life of the pod. Facts about one key land in the order
/// in which they were handed over, or not at all.
final class Producer {

  private final Simulation world;
  private final VirtualPod pod;
  private final Map<Key, Long> landing = new HashMap<>();
  private final List<Fact> onTheirWay = new ArrayList<>();

  Producer(Simulation world, VirtualPod pod) {
    this.world = world;
    this.pod = pod;
  }

  void append(Fact fact) {
    world.history().handedOver(pod, fact);
    if (fact.event() instanceof DeliveryFailed e) {
      world.flow(fact.key()).lost(e.attempt());
    }
    if (world.strikes(Fault.LOST_ACK, 0.04)) {
      world.history().lost(pod, fact);
      return;
    }
    var due = world.agenda().now() + delay();
    var inOrder = Math.max(due, landing.getOrDefault(fact.key(), 0L));
    landing.put(fact.key(), inOrder);
    onTheirWay.add(fact);
    world.agenda().at(inOrder, () -> land(fact));
  }

  private long delay() {
    if (world.strikes(Fault.LOST_ACK, 0.06)) {
      return world.dice().between(1_500, 6_000);
    }
    return world.dice().chance(0.05) ? world.dice().between(20, 300) : world.dice().between(1, 10);
  }

  private void land(Fact fact) {
    if (!onTheirWay.remove(fact)) {
      return;
    }
    var first = world.land(fact);
    if (world.strikes(Fault.REDELIVERED, 0.08)) {
      world.agenda().after(world.dice().between(0, 3_000), () -> landAgain(first));
    }
    if (world.strikes(Fault.CRASH_AFTER_APPEND, 0.02)) {
      pod.crash();
    }
  }

  /// A second copy, unless somebody has presented anything since: by then no retry of a producer
  /// that numbers its batches is taken any more.
  private void landAgain(Landed first) {
    var fact = first.logged().fact();
    var isStillLatest =
        world.log().about(fact.key()).stream()
            .noneMatch(r -> r.offset() > first.offset() && r.presented().isPresent());
    if (isStillLatest) {
      world.land(fact);
    }
  }

  /// The pod is dead: of what is on its way, the first so many still land.
  void cut() {
    var survivors = world.dice().between(0, onTheirWay.size());
    var dropped = onTheirWay.subList(survivors, onTheirWay.size());
    dropped.forEach(fact -> world.history().lost(pod, fact));
    dropped.clear();
  }
}
