package dev.ninestep.simulation;

import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.Key;
import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.AccessToken;

/// After a grant has been revoked, by anybody or for anything, nothing more comes of it: no state
/// that stands, no tokens, and no call at a pod that has read of it.
final class RevokedStaysRevoked implements Invariant {

  private final VirtualLog log;

  RevokedStaysRevoked(VirtualLog log) {
    this.log = log;
  }

  @Override
  public void landed(Landed record) {
    if (record.before() instanceof Grant.Revoked) {
      require(
          record.after().equals(record.before()),
          "%s was revoked, and becomes %s",
          record.logged().fact().key(),
          record.after());
    }
    if (record.event() instanceof GrantRevoked) {
      require(
          !record.leavesHope(),
          "%s outlives GrantRevoked at offset %d",
          record.logged().fact().key(),
          record.offset());
    }
  }

  @Override
  public void answered(Answered<?> answer) {
    if (answer.issue().isPresent()) {
      var end = log.find(answer.fact().id()).orElseThrow().offset();
      require(
          !isRevokedBefore(answer.fact().key(), end),
          "%s issues tokens of %s, which is revoked",
          answer.pod(),
          answer.fact().key());
    }
  }

  @Override
  public void admitted(VirtualPod pod, AccessToken token) {
    var key = new Key.OfFlow(token.flow());
    require(
        !isRevokedBefore(key, pod.ledger().nextOffset(log.partitionOf(key))),
        "%s admits a call of %s, which is revoked",
        pod,
        key);
  }

  private boolean isRevokedBefore(Key key, long offset) {
    return log.about(key).stream()
        .anyMatch(
            r -> r.offset() < offset && (r.isRevocation() || r.event() instanceof GrantRevoked));
  }
}
