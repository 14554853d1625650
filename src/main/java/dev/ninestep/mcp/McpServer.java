package dev.ninestep.mcp;

import dev.ninestep.projection.ConnectedApps;
import dev.ninestep.token.UpstreamIdentity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The built-in MCP server. It listens on loopback only, and answers only what the gateway has
/// signed.
public final class McpServer {

  private static final String LOOPBACK = "127.0.0.1";
  private static final String PATH = "/mcp";
  private static final long LONGEST_BODY = 1L << 20;

  private final Vertx vertx;
  private final UpstreamIdentity identity;
  private final Toolbox tools;
  private Optional<HttpServer> server = Optional.empty();

  /// A server that does not listen yet.
  ///
  /// @param vertx whose event loops serve
  /// @param identity verifies the header of the gateway
  /// @param apps what `list_connected_apps` lists
  /// @param more tools beside `whoami`, `list_connected_apps` and `explain_error`
  /// @throws IllegalArgumentException when two tools have one name
  public McpServer(Vertx vertx, UpstreamIdentity identity, ConnectedApps apps, List<Tool> more) {
    this.vertx = vertx;
    this.identity = identity;
    this.tools =
        new Toolbox(
            Stream.concat(
                    Stream.of(
                        new WhoAmI(),
                        new ListConnectedApps(apps, InstantSource.system()),
                        new ExplainError()),
                    more.stream())
                .toList());
  }

  /// Begins to listen.
  ///
  /// @param port the port, or 0 for any that is free
  /// @return the URL of the server, to be put behind a gateway as it stands: it is also the
  ///   audience of the gateway's header. Fails when the port is taken
  public Future<URI> listen(int port) {
    var router = Router.router(vertx);
    return vertx
        .createHttpServer(new HttpServerOptions().setHost(LOOPBACK).setPort(port))
        .requestHandler(router)
        .listen()
        .map(listening -> {
          server = Optional.of(listening);
          var url = URI.create("http://" + LOOPBACK + ":" + listening.actualPort() + PATH);
          mount(router, url);
          return url;
        });
  }

  private void mount(Router router, URI url) {
    var callers = new Callers(identity, url, InstantSource.system());
    var dialogue = new Dialogue(tools);
    var rpc = new RpcEndpoint(dialogue);
    var plain = new PlainEndpoint(tools, dialogue);
    router.route().handler(callers);
    router.route().handler(BodyHandler.create(false).setBodyLimit(LONGEST_BODY));
    router.post().handler(new JsonOnly());
    router.post(PATH).handler(context -> rpc.handle(context, Callers.of(context)));
    router.post(PATH + "/tools/call").handler(c -> plain.call(c, Callers.of(c)));
    router.get(PATH).handler(context -> plain.document(context, Callers.of(context)));
    router.head(PATH).handler(context -> plain.document(context, Callers.of(context)));
    router
        .route(PATH)
        .handler(context -> plain.notAllowed(context, "This server has no sessions to end"));
  }

  /// Stops listening.
  ///
  /// @return when it has
  public Future<Void> close() {
    return server.map(HttpServer::close).orElseGet(Future::succeededFuture);
  }
}
