package dev.ninestep.simulation;

import dev.ninestep.event.AccountReinstated;
import dev.ninestep.event.AccountSuspended;

/// What happens whether or not anybody asks for anything: faults that strike by themselves, and
/// operators.
final class Weather {

  private static final String OPERATOR = "operator";

  private final Simulation world;
  private boolean hasLostTail;

  Weather(Simulation world) {
    this.world = world;
  }

  void begin() {
    world.agenda().after(world.dice().between(50, 1_500), this::change);
  }

  private void change() {
    if (world.isOver()) {
      return;
    }
    var pod = world.dice().oneOf(world.pods());
    if (pod.isUp()) {
      strike(pod);
    }
    if (!hasLostTail && world.strikes(Fault.LOST_TAIL, 0.15)) {
      hasLostTail = true;
      world.loseTail(partition(), world.dice().between(1, 3));
    }
    begin();
  }

  private void strike(VirtualPod pod) {
    if (world.strikes(Fault.STALE_READER, 0.25)) {
      pod.tail().standStill(world.dice().between(1_500, 12_000));
    }
    if (world.dice().chance(0.2)) {
      pod.stepClock();
    }
    if (world.strikes(Fault.CLOCK_STEP, 0.1)) {
      world.log().elect(partition(), world.dice().between(-200, 200));
    }
    if (pod.isReady() && world.dice().chance(0.02)) {
      operate(pod);
    }
    if (world.strikes(Fault.CRASH_AFTER_APPEND, 0.02)) {
      pod.crash();
    }
  }

  private int partition() {
    return world.dice().between(0, world.log().partitions() - 1);
  }

  /// An operator suspends somebody, and soon thinks better of it.
  private void operate(VirtualPod pod) {
    var account = Cast.account(Cast.name(world.dice().between(0, world.plan().clients() - 1)));
    pod.tell(account, new AccountSuspended(account, OPERATOR, "tried"));
    world
        .agenda()
        .after(
            world.dice().between(10, 3_000),
            () -> pod.tell(account, new AccountReinstated(account, OPERATOR)));
  }
}
