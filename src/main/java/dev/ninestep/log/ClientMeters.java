package dev.ninestep.log;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/// What an operator can see of a Kafka client. Of the hundreds of figures that Kafka keeps, by node
/// and by partition, these few are about the whole client: their number does not grow with the
/// cluster, and each answers a question that somebody asks when the log is slow.
final class ClientMeters {

  private static final String PRODUCER = "producer-metrics";
  private static final String CONSUMER = "consumer-metrics";
  private static final String FETCHES = "consumer-fetch-manager-metrics";
  private static final Set<String> OF_THE_WHOLE = Set.of("client-id");

  /// @param group Kafka's group of the figure
  /// @param figure Kafka's name of it
  /// @param name ours
  /// @param kind how it is to be read
  private record Shown(String group, String figure, String name, Kind kind, String description) {}

  private enum Kind {
    COUNT(1),
    VALUE(1),
    MILLIS(1_000);

    private final double unit;

    Kind(double unit) {
      this.unit = unit;
    }
  }

  private static final List<Shown> ALL =
      List.of(
          new Shown(
              PRODUCER,
              "record-send-total",
              "ninestep.kafka.sent",
              Kind.COUNT,
              "Records handed to the brokers"),
          new Shown(
              PRODUCER,
              "record-retry-total",
              "ninestep.kafka.retried",
              Kind.COUNT,
              "Records that were sent once more"),
          new Shown(
              PRODUCER,
              "record-error-total",
              "ninestep.kafka.failed",
              Kind.COUNT,
              "Records that the client has given up on"),
          new Shown(
              PRODUCER,
              "record-queue-time-avg",
              "ninestep.kafka.queue.seconds",
              Kind.MILLIS,
              "How long records wait in the client before they are sent, on average"),
          new Shown(
              PRODUCER,
              "request-latency-avg",
              "ninestep.kafka.request.seconds",
              Kind.MILLIS,
              "How long brokers take to acknowledge, on average"),
          new Shown(
              PRODUCER,
              "buffer-available-bytes",
              "ninestep.kafka.buffer.free.bytes",
              Kind.VALUE,
              "What the client still takes before it refuses"),
          new Shown(
              FETCHES, "records-consumed-total", "ninestep.kafka.read", Kind.COUNT, "Records read"),
          new Shown(
              FETCHES,
              "fetch-latency-avg",
              "ninestep.kafka.fetch.seconds",
              Kind.MILLIS,
              "How long brokers take to answer a fetch, their waiting for records in it"),
          new Shown(
              FETCHES,
              "records-lag-max",
              "ninestep.kafka.lag",
              Kind.VALUE,
              "Records that the partition furthest behind has yet to be read"),
          new Shown(
              PRODUCER,
              "connection-count",
              "ninestep.kafka.connections",
              Kind.VALUE,
              "Open connections to brokers"),
          new Shown(
              CONSUMER,
              "connection-count",
              "ninestep.kafka.connections",
              Kind.VALUE,
              "Open connections to brokers"));

  private ClientMeters() {}

  /// Shows a client.
  ///
  /// @param client what it is for: the label `client`. A process shows one of each
  /// @param figures what Kafka keeps of it
  static void show(
      MeterRegistry registry, String client, Map<MetricName, ? extends Metric> figures) {
    for (var figure : figures.values()) {
      var name = figure.metricName();
      if (name.tags().keySet().equals(OF_THE_WHOLE)) {
        ALL.stream()
            .filter(shown -> shown.group.equals(name.group()) && shown.figure.equals(name.name()))
            .forEach(shown -> show(registry, client, shown, figure));
      }
    }
  }

  private static void show(MeterRegistry registry, String client, Shown shown, Metric figure) {
    switch (shown.kind) {
      case COUNT ->
          FunctionCounter.builder(shown.name, figure, ClientMeters::number)
              .description(shown.description)
              .tag("client", client)
              .register(registry);
      case VALUE, MILLIS ->
          Gauge.builder(shown.name, () -> number(figure) / shown.kind.unit)
              .description(shown.description)
              .tag("client", client)
              .register(registry);
    }
  }

  private static double number(Metric figure) {
    return figure.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
