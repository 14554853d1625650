package dev.ninestep.signal;

import dev.ninestep.fold.Grant;
import dev.ninestep.fold.RevocationCause;
import dev.ninestep.log.Partition;
import dev.ninestep.projection.EndedGrant;
import dev.ninestep.projection.EndedGrants;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.ResourceUri;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Grants that ended, as a projection that stands where it is told to.
final class MemoryEndedGrants implements EndedGrants {

  static final AccountId ANNA = new AccountId(4, 2);
  static final ClientId CLIENT = new ClientId("claude");
  static final ResourceUri FILES = new ResourceUri("https://files.example/mcp");

  private final Map<FlowId, EndedGrant> ended = new ConcurrentHashMap<>();
  private volatile Optional<Throwable> outage = Optional.empty();
  private volatile long projected = Long.MAX_VALUE;

  void revoked(FlowId flow, RevocationCause cause, AttemptId by, Instant at, ResourceUri where) {
    add(flow, where, new Grant.Revoked(cause, by, at, at.plus(Duration.ofDays(1))));
  }

  void closed(FlowId flow, Instant at) {
    add(flow, FILES, new Grant.Closed(at));
  }

  private void add(FlowId flow, ResourceUri where, Grant state) {
    ended.put(flow, new EndedGrant(flow, CLIENT, ANNA, where, state));
  }

  /// From now on everything before an offset is projected.
  void projectedTo(long offset) {
    projected = offset;
  }

  /// From now on every question fails.
  void goAway(Throwable failure) {
    outage = Optional.of(failure);
  }

  @Override
  public Future<Boolean> hold(Map<Partition, Long> ends) {
    return outage
        .map(Future::<Boolean>failedFuture)
        .orElseGet(
            () -> Future.succeededFuture(ends.values().stream().allMatch(end -> end <= projected)));
  }

  @Override
  public Future<List<EndedGrant>> of(Set<FlowId> flows) {
    return Future.succeededFuture(
        ended.values().stream().filter(grant -> flows.contains(grant.flow())).toList());
  }
}
