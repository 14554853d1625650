package dev.ninestep.projection;

import static dev.ninestep.projection.Database.get;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/// One address for a server whose port changes with each start.
final class Relay implements AutoCloseable {

  private final NetServer server;
  private final NetClient client;
  private volatile int target;

  private Relay(Vertx vertx) {
    client = vertx.createNetClient();
    server = vertx.createNetServer().connectHandler(this::relay);
  }

  static Relay open(Vertx vertx) {
    var relay = new Relay(vertx);
    get(relay.server.listen(0, "127.0.0.1"));
    return relay;
  }

  int port() {
    return server.actualPort();
  }

  void to(int port) {
    target = port;
  }

  private void relay(NetSocket from) {
    from.pause();
    client
        .connect(target, "127.0.0.1")
        .onSuccess(to -> {
          var _ = from.pipeTo(to);
          var _ = to.pipeTo(from);
        })
        .onFailure(_ -> from.close());
  }

  @Override
  public void close() {
    get(server.close());
    get(client.close());
  }
}
