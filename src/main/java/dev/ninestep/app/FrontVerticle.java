package dev.ninestep.app;

import dev.ninestep.app.configuration.Configuration.Http;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// The HTTP server of one event loop. One instance is deployed for each loop, and Vert.x spreads
/// the connections of the one port over them; so every instance serves every role of this process.
final class FrontVerticle extends VerticleBase {

  /// An authorization request comes back sealed, a third longer, in the address of the next page.
  private static final int LONGEST_LINE_BYTES = 16 * 1024;

  private static final int LARGEST_HEADERS_BYTES = 16 * 1024;
  private static final int DRAIN_SECONDS = 4;

  private final ListenAddresses addresses;
  private final Http http;
  private final Function<Vertx, Router> routes;
  private List<HttpServer> servers = List.of();

  FrontVerticle(ListenAddresses addresses, Http http, Function<Vertx, Router> routes) {
    this.addresses = addresses;
    this.http = http;
    this.routes = routes;
  }

  @Override
  public Future<?> start() {
    LoopDelay.watch(vertx, Metrics.globalRegistry);
    var router = routes.apply(vertx);
    servers = addresses.all().stream().map(_ -> server(router)).toList();
    var listening = new java.util.ArrayList<Future<HttpServer>>();
    for (int i = 0; i < servers.size(); i++) {
      listening.add(servers.get(i).listen(socket(addresses.all().get(i))));
    }
    return Future.all(listening);
  }

  /// A request that HTTP itself cannot read goes through the router too, so that its refusal is
  /// named and recorded like every other; see [dev.ninestep.exchange.Exchanges].
  private HttpServer server(Router router) {
    return vertx.createHttpServer(options()).requestHandler(router).invalidRequestHandler(router);
  }

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setMaxInitialLineLength(LONGEST_LINE_BYTES)
        .setMaxHeaderSize(LARGEST_HEADERS_BYTES)
        .setIdleTimeout((int) http.idleTimeout().toSeconds())
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setHttp2ClearTextEnabled(true)
        .setCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false);
  }

  private SocketAddress socket(InetAddress address) {
    return SocketAddress.inetSocketAddress(http.port(), address.getHostAddress());
  }

  /// Accepts nobody any more, and gives what is being answered a few seconds.
  @Override
  public Future<?> stop() {
    return Future.join(
        servers.stream().map(server -> server.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS)).toList());
  }
}
