package dev.ninestep.simulation;

/// Two pods that have read equally far hold equal states.
final class PodsAgree implements Invariant {

  private final Simulation world;

  PodsAgree(Simulation world) {
    this.world = world;
  }

  @Override
  public void read(VirtualPod pod, Landed record) {
    var key = record.logged().fact().key();
    var end = pod.ledger().nextOffset(record.partition());
    var held = ReplayEqualsLive.state(pod.ledger(), key, record.at());
    for (var other : world.pods()) {
      if (other != pod && other.isUp() && other.ledger().nextOffset(record.partition()) == end) {
        var there = ReplayEqualsLive.state(other.ledger(), key, record.at());
        require(
            held.equals(there),
            "%s and %s have read up to offset %d, and hold %s and %s of %s",
            pod,
            other,
            end,
            held,
            there,
            key);
      }
    }
  }
}
