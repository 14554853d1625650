package dev.ninestep.operator;

import dev.ninestep.event.Caller;
import dev.ninestep.event.Event;
import dev.ninestep.event.Key;
import dev.ninestep.event.SomeConnection;
import dev.ninestep.event.Topic;
import dev.ninestep.fold.Grant;
import dev.ninestep.log.Partition;
import dev.ninestep.log.VirtualFlowLog;
import dev.ninestep.projection.GrantFilter;
import dev.ninestep.projection.StoredGrant;
import dev.ninestep.projection.StoredGrants;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.token.Mint;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The grants of a log in memory. What was connected while nobody projected is listed once somebody
/// does.
final class MemoryGrants implements StoredGrants {

  static final ResourceUri FILES = new ResourceUri("https://files.example/mcp");
  static final ResourceUri MAIL = new ResourceUri("https://mail.example/mcp");
  private static final Caller CALLER = new Caller("h", "127.0.0.0/24", Optional.empty());

  private final VirtualFlowLog log;
  private final Mint mint = new Mint();
  private final List<StoredGrant> opened = new ArrayList<>();
  private volatile long projected = Long.MAX_VALUE;

  MemoryGrants(VirtualFlowLog log) {
    this.log = log;
  }

  /// From now on the projection stands still.
  void stopProjecting() {
    projected = log.facts().size();
  }

  /// From now on it follows the log again.
  void goOnProjecting() {
    projected = Long.MAX_VALUE;
  }

  /// Somebody connects an app, by consent and code.
  FlowId connect(AccountId account, ClientId client, ResourceUri resource) {
    var flow = mint.flow();
    var now = log.now();
    var redirect = new RedirectUri("https://" + client + ".example/callback");
    tell(flow, SomeConnection.granted(client, account, redirect, Scope.of("mcp"), resource, now));
    tell(flow, SomeConnection.presented(client, now, CALLER));
    opened.add(
        new StoredGrant(
            flow,
            client,
            account,
            Scope.of("mcp"),
            resource,
            now,
            Optional.of(now),
            log.ledger().grant(flow, now)));
    return flow;
  }

  private void tell(FlowId flow, Event event) {
    log.tell(
        log.seal(
            new Key.OfFlow(flow), flow, mint.request(), Optional.empty(), Optional.empty(), event));
  }

  /// Where the log ends, of which all is in one partition.
  Map<Partition, Long> end() {
    return Map.of(new Partition(Topic.FLOW, 0), (long) log.facts().size());
  }

  Grant standing(FlowId flow) {
    return log.ledger().grant(flow, log.now());
  }

  @Override
  public Future<Boolean> hold(Map<Partition, Long> ends) {
    return Future.succeededFuture(ends.values().stream().allMatch(end -> end <= projected));
  }

  @Override
  public Future<Boolean> know(FlowId flow) {
    return Future.succeededFuture(opened.stream().anyMatch(grant -> grant.flow().equals(flow)));
  }

  @Override
  public Future<Boolean> know(ClientId client) {
    return Future.succeededFuture(opened.stream().anyMatch(grant -> grant.client().equals(client)));
  }

  @Override
  public Future<List<StoredGrant>> live(
      GrantFilter filter, Instant now, Optional<FlowId> after, int most) {
    return Future.succeededFuture(
        opened.stream()
            .filter(grant -> standing(grant.flow()).stands() && isMeant(filter, grant))
            .filter(grant -> after.filter(last -> last.compareTo(grant.flow()) >= 0).isEmpty())
            .sorted(Comparator.comparing(StoredGrant::flow))
            .limit(most)
            .toList());
  }

  private static boolean isMeant(GrantFilter filter, StoredGrant grant) {
    return filter.flow().filter(flow -> !flow.equals(grant.flow())).isEmpty()
        && filter.client().filter(client -> !client.equals(grant.client())).isEmpty()
        && filter.account().filter(account -> !account.equals(grant.account())).isEmpty()
        && filter.resource().filter(uri -> !uri.equals(grant.resource())).isEmpty()
        && filter.openedBefore().filter(at -> !grant.openedAt().isBefore(at)).isEmpty();
  }
}
