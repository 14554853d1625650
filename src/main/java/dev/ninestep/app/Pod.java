package dev.ninestep.app;

import dev.ninestep.app.configuration.Configuration;
import dev.ninestep.app.configuration.Configuration.Http;
import dev.ninestep.app.configuration.Configuration.Role;
import dev.ninestep.console.Tails;
import dev.ninestep.exchange.Failures;
import dev.ninestep.gateway.Gateway;
import dev.ninestep.projection.Projection;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One process: a foundation, the roles it was given, and last of all the port. So whoever can
/// connect is answered from everything the log held.
///
/// @param foundation what the roles stand on
/// @param health what an orchestrator asks
record Pod(Foundation foundation, Health health) {

  private static final long DEPLOY_SECONDS = 30;
  private static final long DRAIN_SECONDS = 6;
  private static final long CLOSE_SECONDS = 3;

  /// Starts a process that serves.
  ///
  /// @param teardown gets what must be stopped, in the order in which it was started
  static Pod start(Configuration configuration, ListenAddresses addresses, Teardown teardown)
      throws CannotStart {
    var name = PodName.get();
    var vertx = vertx(configuration, name, teardown);
    teardown.add("the event loops", () -> vertx.close().await(CLOSE_SECONDS, TimeUnit.SECONDS));
    var health = new Health();
    if (configuration.management().isPresent()) {
      Management.begin(teardown).listen(vertx, configuration.management().get(), health, teardown);
    }
    var foundation = Foundation.lay(vertx, configuration, name, health::waitsFor, teardown);
    var tails = new Tails(foundation.openLog()::reader);
    var parts = Parts.of(foundation, tails, teardown);
    foundation.awaitCaughtUp();
    var notices = new ArrayList<Health.Part>();
    if (configuration.roles().contains(Role.PROJECTOR)) {
      notices.add(ProjectorRole.start(foundation, name, teardown));
      SignalRole.start(foundation, teardown).ifPresent(notices::add);
    }
    Management.watchFold(Metrics.globalRegistry, foundation.ledger().grants()::size);
    var http = configuration.http();
    if (configuration.support().isPresent()) {
      var apart = configuration.support().get();
      var support = http.at(apart.host(), apart.port());
      var on = ListenAddresses.of(apart.host());
      listen(
          foundation, on, support, routes(foundation, health, parts.apart(), List.of()), teardown);
    }
    var everybodys = routes(foundation, health, parts.front(), parts.gateways());
    listen(foundation, addresses, http, everybodys, teardown);
    health.started(List.of(new Health.Part("log", () -> staleness(foundation))), notices);
    teardown.add("the live tails", tails::close);
    teardown.add("readiness", health::stopping);
    return new Pod(foundation, health);
  }

  private static Routes routes(
      Foundation foundation, Health health, List<Consumer<Router>> parts, List<Gateway> gateways) {
    return new Routes(
        foundation.exchanges(),
        new Failures(foundation.refusals(), foundation.exchanges(), Projection::isAway),
        health,
        foundation.tlsOnly(),
        parts,
        gateways);
  }

  /// All there is has one class loader, so nobody needs to be told of it with each event.
  private static Vertx vertx(Configuration configuration, String name, Teardown teardown) {
    var builder =
        Vertx.builder()
            .with(new VertxOptions().setPreferNativeTransport(true).setDisableTCCL(true))
            .withMetrics(_ -> new DatabaseMeters(Metrics.globalRegistry));
    configuration
        .tracing()
        .map(tracing -> Tracing.begin(tracing, name, teardown).factory())
        .ifPresent(builder::withTracer);
    return builder.build();
  }

  private static void listen(
      Foundation foundation, ListenAddresses addresses, Http http, Routes routes, Teardown teardown)
      throws CannotStart {
    var loops = Runtime.getRuntime().availableProcessors();
    try {
      var front =
          foundation
              .vertx()
              .deployVerticle(
                  () -> new FrontVerticle(addresses, http, routes::on),
                  new DeploymentOptions().setInstances(loops))
              .await(DEPLOY_SECONDS, TimeUnit.SECONDS);
      teardown.add(
          "the port",
          () -> foundation.vertx().undeploy(front).await(DRAIN_SECONDS, TimeUnit.SECONDS));
    } catch (Exception e) { // a future may fail with anything, checked or not
      throw new CannotStart(
          CannotStart.UNAVAILABLE,
          "port %d of %s: %s".formatted(http.port(), addresses.host(), Causes.words(e)),
          e);
    }
  }

  private static Optional<String> staleness(Foundation foundation) {
    var staleness = foundation.log().staleness();
    return staleness.compareTo(foundation.configuration().gateway().stalenessBudget()) > 0
        ? Optional.of("last heard %d s ago".formatted(staleness.toSeconds()))
        : Optional.empty();
  }
}
