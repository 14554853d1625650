package dev.ninestep.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;

/// What one event loop has to itself: its connections to the upstreams, what it counts, and the
/// calls that are on their way.
final class Lane {

  private static final long BETWEEN_LOOKS = 250;

  private final Vertx vertx;
  private final GatewaySettings settings;
  private final Admission admission;
  private final IdentityHeader identity;
  private final Meter meter;
  private final Optional<Pace> pace;
  private final Till till;
  private final RefusedCalls refusedCalls;
  private final Sessions sessions;
  private final Upstreams upstreams;
  private final boolean looksAtTools;
  private final OpenCalls open = new OpenCalls();
  private final long ticker;
  private volatile Future<?> written = Future.succeededFuture();

  Lane(
      Vertx vertx,
      GatewaySettings settings,
      Admission admission,
      IdentityHeader identity,
      Meter meter,
      Optional<Pace> pace,
      Till till,
      Sessions sessions,
      RefusedCalls refusedCalls) {
    this.vertx = vertx;
    this.settings = settings;
    this.admission = admission;
    this.identity = identity;
    this.meter = meter;
    this.pace = pace;
    this.till = till;
    this.refusedCalls = refusedCalls;
    this.sessions = sessions;
    this.upstreams = new Upstreams(vertx, settings);
    this.looksAtTools = !settings.prices().areNone() || settings.needed().differByTool();
    this.ticker = vertx.setPeriodic(BETWEEN_LOOKS, _ -> look());
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

  /// What holds accounts to so many calls a minute, where anything does.
  Optional<Pace> pace() {
    return pace;
  }

  Till till() {
    return till;
  }

  RefusedCalls refusedCalls() {
    return refusedCalls;
  }

  Sessions sessions() {
    return sessions;
  }

  Upstreams upstreams() {
    return upstreams;
  }

  /// Whether it matters which tools are called, so that bodies are read before they are passed on.
  boolean looksAtTools() {
    return looksAtTools;
  }

  /// A call has set out.
  void began(Forwarding call) {
    open.add(call);
  }

  /// A call has ended.
  void ended(Forwarding call) {
    open.remove(call);
  }

  /// Four times a second, at all calls together: a timer for each would cost more than the look.
  private void look() {
    var now = System.nanoTime();
    for (var call : open.now()) {
      if (call.hasWaitedSince(now - settings.terms().headTimeout().toNanos())) {
        call.timedOut();
      } else if (!admission.stillStands(call.token().token())) {
        call.revoked();
      } else {
        call.look(now);
      }
    }
    upstreams.look();
    refusedCalls.floods().flush();
    write();
  }

  /// Thousands of grants may be due within a second, and no call has to wait while that is written.
  private void write() {
    var over = meter.over();
    if (!over.isEmpty()) {
      written = vertx.executeBlocking(() -> meter.write(over));
    }
  }

  /// Writes what was counted and lets the upstreams go, though an undeployed event loop may have
  /// let it go before.
  Future<Void> close() {
    vertx.cancelTimer(ticker);
    meter.write(meter.all());
    refusedCalls.floods().flush();
    return Future.join(written, upstreams.close()).<Void>mapEmpty().otherwiseEmpty();
  }
}
