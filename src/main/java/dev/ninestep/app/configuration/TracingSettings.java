package dev.ninestep.app.configuration;

import dev.ninestep.app.configuration.Configuration.Tracing;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The keys of tracing.
final class TracingSettings {

  private static final int HUNDRED = 100;

  private static final Setting<URI> ENDPOINT =
      Setting.optional(
          "tracing.endpoint",
          Forms.URL,
          "Where spans are sent, OTLP over HTTP, such as http://collector:4318/v1/traces; nowhere,"
              + " unless given.");
  private static final Setting<Integer> PER_CENT =
      Setting.of(
          "tracing.percent",
          Forms.number(0, HUNDRED),
          "1",
          "Of the traces, callers' included, that are sent.");

  static final List<Setting<?>> ALL = List.of(ENDPOINT, PER_CENT);

  private TracingSettings() {}

  /// Where spans go, if anywhere.
  static Optional<Tracing> tracing(Values values) {
    return values
        .find(ENDPOINT)
        .map(endpoint -> new Tracing(endpoint, values.get(PER_CENT) / (double) HUNDRED));
  }
}
