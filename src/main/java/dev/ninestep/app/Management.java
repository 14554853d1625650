package dev.ninestep.app;

import dev.ninestep.app.configuration.Configuration;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The port that is for operators alone: health, and metrics as Prometheus reads them.
///
/// @param prometheus what is told
/// @spec https://prometheus.io/docs/instrumenting/exposition_formats/ Exposition formats
record Management(PrometheusMeterRegistry prometheus) {

  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS = "application/openmetrics-text";
  private static final String OPEN_METRICS_1 = OPEN_METRICS + "; version=1.0.0; charset=utf-8";
  private static final long SECONDS = 10;

  /// Begins to count, also what others have registered already.
  static Management begin(Teardown teardown) {
    var prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Metrics.addRegistry(prometheus);
    teardown.add("the metrics", () -> Metrics.removeRegistry(prometheus));
    var collector = new JvmGcMetrics();
    teardown.add("the metrics of the collector", collector::close);
    collector.bindTo(prometheus);
    new JvmMemoryMetrics().bindTo(prometheus);
    new JvmThreadMetrics().bindTo(prometheus);
    new ProcessorMetrics().bindTo(prometheus);
    new FileDescriptorMetrics().bindTo(prometheus);
    new UptimeMetrics().bindTo(prometheus);
    return new Management(prometheus);
  }

  /// Shows how many grants a pod holds.
  static void watchFold(MeterRegistry registry, Supplier<Number> grants) {
    Gauge.builder("ninestep.fold.grants", grants)
        .description("Grants this pod holds in memory")
        .register(registry);
  }

  /// Shows how far a projector is behind the log.
  static void watchProjector(MeterRegistry registry, Supplier<Number> behind) {
    Gauge.builder("ninestep.projector.behind", behind)
        .description("Records the log holds that are not projected; 0 while another pod projects")
        .register(registry);
  }

  /// Listens. To be called before anything that may have to be waited for, so that whoever asks
  /// meanwhile hears of it; it ends after everything else.
  void listen(Vertx vertx, Configuration.Management at, Health health, Teardown teardown)
      throws CannotStart {
    var router = Router.router(vertx);
    mount(router, health);
    for (var address : ListenAddresses.of(at.host()).all()) {
      listen(vertx, router, address, at.port(), teardown);
    }
  }

  /// Mounts what operators ask for.
  void mount(Router router, Health health) {
    health.mount(router);
    router
        .get("/metrics")
        .handler(context -> {
          var accept = context.request().getHeader("Accept");
          var type = accept != null && accept.contains(OPEN_METRICS) ? OPEN_METRICS_1 : TEXT;
          context.response().putHeader("Content-Type", type).end(prometheus.scrape(type));
        });
  }

  private static void listen(
      Vertx vertx, Router router, InetAddress address, int port, Teardown teardown)
      throws CannotStart {
    try {
      var server =
          vertx
              .createHttpServer()
              .requestHandler(router)
              .listen(port, address.getHostAddress())
              .await(SECONDS, TimeUnit.SECONDS);
      teardown.add("the operators' port", () -> server.close().await(SECONDS, TimeUnit.SECONDS));
    } catch (Exception e) { // a future may fail with anything, checked or not
      throw new CannotStart(
          CannotStart.UNAVAILABLE,
          "management.port: %d of %s: %s"
              .formatted(port, address.getHostAddress(), Causes.words(e)),
          e);
    }
  }
}
