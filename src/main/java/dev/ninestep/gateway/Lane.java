package dev.ninestep.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What one event loop has to itself: its connections to the upstream, what it counts, and the
/// calls that are on their way.
final class Lane {

  private static final long SECOND = 1_000;

  private final Vertx vertx;
  private final GatewaySettings settings;
  private final Admission admission;
  private final IdentityHeader identity;
  private final Meter meter;
  private final Till till;
  private final RefusedCalls refusedCalls;
  private final Upstream upstream;
  private final Set<Forwarding> open = ConcurrentHashMap.newKeySet();
  private final long ticker;

  Lane(
      Vertx vertx,
      GatewaySettings settings,
      Admission admission,
      IdentityHeader identity,
      Meter meter,
      Till till,
      RefusedCalls refusedCalls) {
    this.vertx = vertx;
    this.settings = settings;
    this.admission = admission;
    this.identity = identity;
    this.meter = meter;
    this.till = till;
    this.refusedCalls = refusedCalls;
    this.upstream = new Upstream(vertx, settings);
    this.ticker = vertx.setPeriodic(SECOND, _ -> tick());
  }

  GatewaySettings settings() {
    return settings;
  }

  Admission admission() {
    return admission;
  }

  IdentityHeader identity() {
    return identity;
  }

  Meter meter() {
    return meter;
  }

  Till till() {
    return till;
  }

  RefusedCalls refusedCalls() {
    return refusedCalls;
  }

  Upstream upstream() {
    return upstream;
  }

  /// A call has set out.
  void began(Forwarding call) {
    open.add(call);
  }

  /// A call has ended.
  void ended(Forwarding call) {
    open.remove(call);
  }

  /// Runs something if the upstream takes too long to answer.
  ///
  /// @return what [#cancel] takes
  long afterHeadTimeout(Runnable then) {
    return vertx.setTimer(settings.headTimeout().toMillis(), _ -> then.run());
  }

  void cancel(long timer) {
    vertx.cancelTimer(timer);
  }

  private void tick() {
    meter.flush();
    refusedCalls.floods().flush();
    List.copyOf(open).stream()
        .filter(call -> !admission.stillStands(call.token().token()))
        .forEach(Forwarding::revoked);
  }

  /// Writes what was counted and lets the upstream go, though an undeployed event loop may have let
  /// it go before.
  Future<Void> close() {
    vertx.cancelTimer(ticker);
    meter.flushAll();
    refusedCalls.floods().flush();
    return upstream.close().otherwiseEmpty();
  }
}
