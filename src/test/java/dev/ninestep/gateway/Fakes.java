package dev.ninestep.gateway;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// MCP servers that do what a test says, on ports of their own.
final class Fakes {

  private final Vertx vertx;
  private final List<HttpServer> servers = new ArrayList<>();

  Fakes(Vertx vertx) {
    this.vertx = vertx;
  }

  /// Lets one more serve.
  URI serve(Handler<HttpServerRequest> handler) {
    servers.add(vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1").await());
    return URI.create("http://127.0.0.1:" + servers.getLast().actualPort() + "/up");
  }

  /// Lets one vanish.
  void stop(int number) {
    servers.get(number).close().await();
  }
}
