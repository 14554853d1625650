package dev.ninestep.log;

import dev.ninestep.event.DeliveryFailure;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;

/// What a step sees of the log.
///
/// @param <S> the state of an aggregate
public interface FlowLog<S> {

  /// Appends a fact and waits until this pod's own tail has shown it.
  ///
  /// @param fact the fact
  /// @param outcome what the state right after the fact, at the log's time of the fact, means; pure
  ///   and quick
  /// @param <O> the outcome
  /// @return the answer, on the caller's own event loop; failed only if `outcome` threw
  <O> Future<Answer<O>> ask(Fact fact, BiFunction<S, Instant, O> outcome);

  /// Appends a fact that decides nothing, without waiting for it. It may be written a few
  /// milliseconds later, together with others, and is not lost on an orderly stop.
  ///
  /// @param fact the fact
  void tell(Fact fact);

  /// Reports that the answer to a fact asked about is known not to have left.
  ///
  /// @param fact the fact that was asked about
  /// @param failure how the answer was lost
  void undelivered(Fact fact, DeliveryFailure failure);

  /// Waits until this pod has read everything that stood in the log about a key when the question
  /// arose. Only after that may anybody be told that something is unknown.
  ///
  /// @param key what the question is about
  /// @return true once it has, false when that took longer than the budget; on the caller's own
  ///   event loop; never failed
  Future<Boolean> barrier(Key key);

  /// The log's time, as well as this pod knows it.
  ///
  /// @return now
  Instant now();

  /// The log time after which a presentation made now must change nothing, since by then it has
  /// been answered 503.
  ///
  /// @return now, plus the budget, plus half a second for what is on its way
  Instant voidAfter();

  /// How long ago this pod was last known to have read everything the log held.
  ///
  /// @return the age of its knowledge
  Duration staleness();
}
