package dev.ninestep.simulation;

import java.time.Instant;

/// Nothing buys tokens after its lifetime, by the log's time of its presentation, however often its
/// answer was lost. Only what is ahead of a log that has lost its end is taken at its sealed word.
final class ExpiredBuysNothing implements Invariant {

  private final VirtualLog log;
  private boolean hasLost;

  ExpiredBuysNothing(VirtualLog log) {
    this.log = log;
  }

  @Override
  public void answered(Answered<?> answer) {
    if (answer.issue().isPresent() && !hasLost) {
      var at = log.find(answer.fact().id()).orElseThrow().at();
      require(
          !at.isAfter(expiry(answer.request())),
          "%s issues tokens of %s at %s for what expired at %s",
          answer.pod(),
          answer.fact().key(),
          at,
          expiry(answer.request()));
    }
  }

  private static Instant expiry(Request request) {
    return switch (request) {
      case Request.Redeem r -> r.code().expiresAt();
      case Request.Refresh r -> r.token().expiresAt();
      case Request.Consent _, Request.Revoke _, Request.Call _ -> Instant.MIN;
    };
  }

  @Override
  public void lostTail() {
    hasLost = true;
  }
}
