package dev.ninestep.exchange;

import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Event;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.protocol.Step;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// What an operator can see of exchanges: how long the answers of each step took, which facts were
/// written, and what was refused. What a caller may choose freely is never a label.
final class ExchangeMeters {

  /// Those of this process.
  static final ExchangeMeters OURS = new ExchangeMeters(Metrics.globalRegistry);

  private static final Duration SHORTEST = Duration.ofNanos(100_000);
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int HUNDRED = 100;

  private record Answered(String step, int hundreds) {}

  private record RefusedAt(Refusal refusal, Step step) {}

  private final MeterRegistry registry;
  private final Map<Answered, Timer> answers = new ConcurrentHashMap<>();
  private final Map<Class<?>, Counter> facts = new ConcurrentHashMap<>();
  private final Map<RefusedAt, Counter> refusals = new ConcurrentHashMap<>();

  ExchangeMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /// An answer has begun.
  ///
  /// @param step the step's number, or `none`
  /// @param status its HTTP status
  /// @param nanos since its request
  void answered(String step, int status, long nanos) {
    answers
        .computeIfAbsent(new Answered(step, status / HUNDRED), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /// A fact is about to be written. What it tells of steps that were refused together was measured
  /// when they were.
  void fact(Event event) {
    facts.computeIfAbsent(event.getClass(), this::factCounter).increment();
    switch (event) {
      case StepRefused e when e.repeated().isEmpty() -> refused(e.refusal(), e.step(), 1);
      case CallRefused e -> refused(e.refusal(), e.step(), e.count());
      case Event _ -> {
        // Nothing was refused, or not now.
      }
    }
  }

  /// Something happened that will be written later, together with others.
  void counted(Event event) {
    if (event instanceof StepRefused refused) {
      refused(refused.refusal(), refused.step(), 1);
    }
  }

  private void refused(Refusal refusal, Step step, long times) {
    refusals
        .computeIfAbsent(new RefusedAt(refusal, step), this::refusalCounter)
        .increment((double) times);
  }

  private Timer timer(Answered answered) {
    return Timer.builder("ninestep.exchange")
        .description("From a request to the head of its answer")
        .tag("step", answered.step)
        .tag("status", answered.hundreds + "xx")
        .publishPercentileHistogram()
        .minimumExpectedValue(SHORTEST)
        .maximumExpectedValue(LONGEST)
        .register(registry);
  }

  private Counter factCounter(Class<?> event) {
    return Counter.builder("ninestep.facts")
        .description("Facts of exchanges handed to the log")
        .tag("event", event.getSimpleName())
        .register(registry);
  }

  private Counter refusalCounter(RefusedAt at) {
    return Counter.builder("ninestep.refusals")
        .description("What was refused")
        .tag("refusal", at.refusal.slug())
        .tag("step", at.step.number())
        .register(registry);
  }
}
