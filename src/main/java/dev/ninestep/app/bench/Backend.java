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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a gateway is held against, in a process of its own: an MCP server that does nothing but
/// answer (`upstream`), or a proxy that does nothing but pass on (`proxy PORT`). It prints its
/// port, and ends when its standard input does, and so with the benchmark.
public final class Backend {

  private static final int CONNECTIONS = 512;

  private Backend() {}

  /// Starts one and waits until it serves.
  ///
  /// @param arguments what it is to be
  static Child start(String... arguments) throws IOException {
    var line = Stream.concat(Stream.of(Backend.class.getName()), Arrays.stream(arguments));
    var process =
        Child.java(List.of(), line.toArray(String[]::new)).redirectError(Redirect.INHERIT).start();
    var output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var port = output.readLine();
    if (port == null) {
      throw new IllegalStateException("it did not start: " + String.join(" ", arguments));
    }
    return new Child(process, Integer.parseInt(port));
  }

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
