package dev.ninestep.step;

import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.log.Answer;
import dev.ninestep.log.FlowLog;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/// A log that, while it is held, takes every fact and keeps the answers to itself; that can lose
/// them, and can let something happen just before a barrier is reached.
final class HeldLog implements FlowLog<Aggregate> {

  private final FlowLog<Aggregate> log;
  private final List<Runnable> kept = new CopyOnWriteArrayList<>();
  private volatile boolean isHeld;
  private volatile boolean losesAnswers;
  private volatile Runnable beforeTheBarrier = () -> {};

  HeldLog(FlowLog<Aggregate> log) {
    this.log = log;
  }

  void hold() {
    isHeld = true;
  }

  /// From now on every fact is taken and no answer comes within its budget.
  void loseAnswers() {
    losesAnswers = true;
  }

  /// How many answers are kept.
  int waiting() {
    return kept.size();
  }

  void release() {
    isHeld = false;
    kept.forEach(Runnable::run);
    kept.clear();
  }

  /// What other pods have written by the time the next barrier is reached.
  void beforeTheBarrier(Runnable written) {
    beforeTheBarrier = written;
  }

  @Override
  public <O> Future<Answer<O>> ask(Fact fact, BiFunction<Aggregate, Instant, O> outcome) {
    var answer = log.ask(fact, outcome);
    if (losesAnswers) {
      return Future.succeededFuture(new Answer.Unsettled<>());
    }
    if (!isHeld) {
      return answer;
    }
    var later = Promise.<Answer<O>>promise();
    Context here = Objects.requireNonNull(Vertx.currentContext());
    kept.add(() -> here.runOnContext(_ -> answer.onComplete(later)));
    return later.future();
  }

  @Override
  public Future<Boolean> barrier(Key key) {
    beforeTheBarrier.run();
    return log.barrier(key);
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

  @Override
  public Duration staleness() {
    return log.staleness();
  }
}
