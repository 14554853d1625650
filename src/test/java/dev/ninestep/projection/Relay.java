package dev.ninestep.projection;

import static dev.ninestep.projection.Database.get;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.atomic.AtomicInteger;

/// One address for a server whose port changes with each start.
public final class Relay implements AutoCloseable {

  private final NetServer server;
  private final NetClient client;
  private final AtomicInteger turnedAway = new AtomicInteger();
  private volatile int target;

  private Relay(Vertx vertx) {
    client = vertx.createNetClient();
    server = vertx.createNetServer().connectHandler(this::relay);
  }

  /// One that leads nowhere yet.
  public static Relay open(Vertx vertx) {
    var relay = new Relay(vertx);
    get(relay.server.listen(0, "127.0.0.1"));
    return relay;
  }

  /// Where it listens, on loopback.
  public int port() {
    return server.actualPort();
  }

  /// Leads to another server from now on.
  ///
  /// @param port its port, on loopback
  public void to(int port) {
    target = port;
  }

  /// How many have come while there was no server.
  public int turnedAway() {
    return turnedAway.get();
  }

  private void relay(NetSocket from) {
    from.pause();
    client
        .connect(target, "127.0.0.1")
        .onSuccess(to -> {
          var _ = from.pipeTo(to);
          var _ = to.pipeTo(from);
        })
        .onFailure(_ -> {
          turnedAway.incrementAndGet();
          from.close();
        });
  }

  @Override
  public void close() {
    get(server.close());
    get(client.close());
  }
}
