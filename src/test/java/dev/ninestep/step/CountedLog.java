package dev.ninestep.step;

import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.log.Answer;
import dev.ninestep.log.FlowLog;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/// A log that counts how often it is turned to.
///
/// @param log the log
/// @param times how often it was asked, told or waited for
record CountedLog(FlowLog<Aggregate> log, AtomicInteger times) implements FlowLog<Aggregate> {

  @Override
  public <O> Future<Answer<O>> ask(Fact fact, BiFunction<Aggregate, Instant, O> outcome) {
    times.incrementAndGet();
    return log.ask(fact, outcome);
  }

  @Override
  public Future<Boolean> barrier(Key key) {
    times.incrementAndGet();
    return log.barrier(key);
  }

  @Override
  public void tell(Fact fact) {
    times.incrementAndGet();
    log.tell(fact);
  }

  @Override
  public void undelivered(Fact fact, DeliveryFailure failure) {
    times.incrementAndGet();
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

  @Override
  public Duration staleness() {
    return log.staleness();
  }
}
