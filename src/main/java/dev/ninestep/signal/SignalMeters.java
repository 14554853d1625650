package dev.ninestep.signal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/// What an operator can see of one receiver.
final class SignalMeters {

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final MeterRegistry registry;
  private final String receiver;
  private final Timer latency;
  private final Counter delivered;
  private final Counter refused;
  private final Counter retries;

  SignalMeters(MeterRegistry registry, String receiver) {
    this.registry = registry;
    this.receiver = receiver;
    delivered = counter("ninestep.signals.delivered", "Events the receiver accepted");
    refused = counter("ninestep.signals.refused", "Events the receiver will never accept");
    retries = counter("ninestep.signals.retries", "Attempts that will be made again");
    latency =
        Timer.builder("ninestep.signals.latency")
            .description("From the log's time of a revocation until the receiver accepted it")
            .tag("receiver", receiver)
            .publishPercentileHistogram()
            .minimumExpectedValue(SHORTEST)
            .maximumExpectedValue(LONGEST)
            .register(registry);
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name)
        .description(description)
        .tag("receiver", receiver)
        .register(registry);
  }

  /// Shows how much is still to be looked through, and how long the event at hand has waited.
  void watch(Supplier<Number> behind, Supplier<Duration> waiting) {
    Gauge.builder("ninestep.signals.behind", behind)
        .description("Records of this pod's partitions not looked through for the receiver")
        .tag("receiver", receiver)
        .register(registry);
    Gauge.builder("ninestep.signals.waiting.seconds", () -> waiting.get().toMillis() / 1_000.0)
        .description("Age of the oldest event the receiver has not accepted; 0 when none waits")
        .tag("receiver", receiver)
        .register(registry);
  }

  void delivered(Duration after) {
    delivered.increment();
    latency.record(after.isNegative() ? Duration.ZERO : after);
  }

  void refused() {
    refused.increment();
  }

  void retried() {
    retries.increment();
  }
}
