package dev.ninestep.log;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/// What an operator can see of the log.
final class LogMeters {

  private static final Duration SHORTEST = Duration.ofNanos(100_000);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final MeterRegistry registry;
  private final Timer roundTrip;
  private final Timer barrier;
  private final Counter unsettled;
  private final Counter unreadable;
  private final Counter failed;
  private final Counter lost;
  private final Counter sealed;
  private final Counter altered;

  LogMeters(MeterRegistry registry) {
    this.registry = registry;
    roundTrip = timer("ninestep.log.round.trip", "From the question to its answer");
    barrier = timer("ninestep.log.barrier", "From the question to the end of the log");
    unsettled = counter("ninestep.log.unsettled", "Questions the log did not answer in time");
    unreadable = counter("ninestep.log.unreadable", "Records nobody here can read");
    failed = counter("ninestep.log.write.failed", "Attempts to write a fact that failed");
    lost = counter("ninestep.log.lost", "Facts that should have been written and never will be");
    sealed = counter("ninestep.log.seals", "Seals written");
    altered = counter("ninestep.log.altered", "Times the log was not what had been sealed");
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .publishPercentileHistogram()
        .minimumExpectedValue(SHORTEST)
        .maximumExpectedValue(LONGEST)
        .register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  /// Shows how old the pod's knowledge is and how many questions wait.
  void watch(Supplier<Duration> staleness, Supplier<Number> waiting) {
    Gauge.builder("ninestep.log.staleness.seconds", () -> staleness.get().toMillis() / 1_000.0)
        .description("Age of what this pod knows")
        .register(registry);
    Gauge.builder("ninestep.log.waiting", waiting)
        .description("Questions that wait for their fact")
        .register(registry);
  }

  void answered(Answer<?> answer, long nanos) {
    switch (answer) {
      case Answer.Settled<?> _ -> roundTrip.record(Duration.ofNanos(nanos));
      case Answer.Unsettled<?> _ -> unsettled.increment();
    }
  }

  void barrierPassed(long nanos) {
    barrier.record(Duration.ofNanos(nanos));
  }

  void unreadable() {
    unreadable.increment();
  }

  void writeFailed() {
    failed.increment();
  }

  void lost() {
    lost.increment();
  }

  void sealed() {
    sealed.increment();
  }

  void altered() {
    altered.increment();
  }
}
