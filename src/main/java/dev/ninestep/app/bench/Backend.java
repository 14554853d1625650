package dev.ninestep.app.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.HttpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.Function;

/// What a gateway is held against, in a process of its own: an MCP server that does nothing but
/// answer (`upstream`), or a proxy that does nothing but pass on (`proxy PORT`). It prints its
/// port, and ends when its standard input does, and so with the benchmark.
public final class Backend {

  private static final int CONNECTIONS = 512;

  private Backend() {}

  /// Serves.
  public static void main(String[] arguments) throws IOException {
    var port = freePort();
    var vertx = Vertx.vertx();
    Function<Vertx, Handler<HttpServerRequest>> handlers =
        arguments[0].equals("proxy")
            ? loop -> proxy(loop, Integer.parseInt(arguments[1]))
            : PlainMcpServer::new;
    vertx
        .deployVerticle(
            () -> new Server(port, handlers),
            new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()))
        .await();
    System.out.println(port);
    while (System.in.read() >= 0) {
      // Nothing is said to it.
    }
    vertx.close().await();
  }

  private static HttpProxy proxy(Vertx vertx, int upstream) {
    var client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    return HttpProxy.reverseProxy(client).origin(upstream, "localhost");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// One event loop's.
  private static final class Server extends VerticleBase {

    private final int port;
    private final Function<Vertx, Handler<HttpServerRequest>> handlers;

    private Server(int port, Function<Vertx, Handler<HttpServerRequest>> handlers) {
      this.port = port;
      this.handlers = handlers;
    }

    @Override
    public Future<?> start() {
      return vertx
          .createHttpServer()
          .requestHandler(handlers.apply(vertx))
          .listen(SocketAddress.inetSocketAddress(port, "localhost"));
    }
  }
}
