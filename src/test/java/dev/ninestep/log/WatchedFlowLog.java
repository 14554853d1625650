package dev.ninestep.log;

import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.fold.Aggregate;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/// A [VirtualFlowLog] whose tail can be made to lag.
public final class WatchedFlowLog implements FlowLog<Aggregate> {

  private final VirtualFlowLog log;
  private final AtomicInteger barriers = new AtomicInteger();
  private volatile Duration staleness = Duration.ZERO;
  private volatile Runnable behind = () -> {};

  public WatchedFlowLog(VirtualFlowLog log) {
    this.log = log;
  }

  /// From now on the tail was last read this long ago.
  public void isStaleBy(Duration age) {
    staleness = age;
  }

  /// What the tail has yet to read: a barrier reads it.
  public void hasYetToRead(Runnable facts) {
    behind = facts;
  }

  /// How many barriers were asked for.
  public int barriers() {
    return barriers.get();
  }

  @Override
  public Future<Boolean> barrier(Key key) {
    barriers.incrementAndGet();
    behind.run();
    behind = () -> {};
    return log.barrier(key);
  }

  @Override
  public Duration staleness() {
    return staleness;
  }

  @Override
  public <O> Future<Answer<O>> ask(Fact fact, BiFunction<Aggregate, Instant, O> outcome) {
    return log.ask(fact, outcome);
  }

  @Override
  public void tell(Fact fact) {
    log.tell(fact);
  }

  @Override
  public void undelivered(Fact fact, DeliveryFailure failure) {
    log.undelivered(fact, failure);
  }

  @Override
  public Instant now() {
    return log.now();
  }

  @Override
  public Instant voidAfter() {
    return log.voidAfter();
  }
}
