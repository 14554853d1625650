package dev.ninestep.trace;

import dev.ninestep.event.Logged;
import dev.ninestep.protocol.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Tells how long a client, or the person before it, took to come with each step.
final class Waits {

  /// A registration so long before the rest was on another occasion.
  private static final Duration SAME_OCCASION = Duration.ofMinutes(10);

  private Waits() {}

  /// The time before each step: from when the log had what happened before it until a pod wrote the
  /// step's first fact. None for the first that happened.
  ///
  /// @param all what happened, in order
  /// @param began when this connection began
  /// @param step the step each belongs to
  static Map<Step, Duration> before(
      List<Logged.Known> all, Instant began, Function<Logged.Known, Step> step) {
    var waits = new EnumMap<Step, Duration>(Step.class);
    var come = EnumSet.noneOf(Step.class);
    var previous = Optional.<Logged.Known>empty();
    for (var record : all) {
      var its = step.apply(record);
      if (come.add(its)) {
        previous
            .filter(before -> !before.at().isBefore(began.minus(SAME_OCCASION)))
            .ifPresent(before -> waits.put(its, wait(before, record)));
      }
      previous = Optional.of(record);
    }
    return waits;
  }

  private static Duration wait(Logged.Known previous, Logged.Known record) {
    var came = record.fact().time();
    var happened = FlowStory.happened(record);
    var wait =
        Duration.between(FlowStory.happened(previous), came.isBefore(happened) ? came : happened);
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
