package dev.ninestep.app;

import dev.ninestep.exchange.Assets;
import dev.ninestep.exchange.Exchanges;
import dev.ninestep.exchange.Failures;
import dev.ninestep.exchange.TlsOnly;
import dev.ninestep.gateway.Gateway;
import dev.ninestep.gateway.Place;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.function.Consumer;

/// Puts the router of an event loop together. The order counts: an exchange begins before anything
/// can fail, and each gateway takes its place before the parts, but says what it serves after them.
///
/// @param exchanges begins every exchange
/// @param failures takes what no route takes
/// @param health answers the orchestrator
/// @param tls turns away what came without TLS
/// @param parts mounts the routes of each role
/// @param gateways before the resources, those with the deepest paths first
record Routes(
    Exchanges exchanges,
    Failures failures,
    Health health,
    TlsOnly tls,
    List<Consumer<Router>> parts,
    List<Gateway> gateways) {

  /// A new router, for one event loop.
  Router on(Vertx vertx) {
    var router = Router.router(vertx);
    failures.mount(router);
    var places = gateways.stream().map(_ -> Place.in(router, List.of(exchanges, tls))).toList();
    router.route().handler(exchanges);
    Assets.mount(router);
    health.mount(router);
    router.route().handler(tls);
    parts.forEach(part -> part.accept(router));
    for (var i = 0; i < places.size(); i++) {
      gateways.get(i).mount(places.get(i));
    }
    return router;
  }
}
