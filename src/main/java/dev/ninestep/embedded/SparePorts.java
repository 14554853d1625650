package dev.ninestep.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Ports that nobody listens on, for whoever will listen there seconds from now.
///
/// They are none of those that Linux hands out to whoever asks for any, or one of the many servers
/// and connections that begin meanwhile would take it.
public final class SparePorts {

  private static final int FIRST = 20_000;
  private static final int COUNT = 10_000;
  private static final int TRIES = 100;
  private static final int SHORTEST_QUEUE = 1;

  private SparePorts() {}

  /// One on 127.0.0.1, another one each time, but for chance.
  ///
  /// @return the port
  /// @throws IOException when a hundred were taken
  public static int next() throws IOException {
    for (int attempt = 1; ; attempt++) {
      int port = FIRST + ThreadLocalRandom.current().nextInt(COUNT);
      try (var _ = new ServerSocket(port, SHORTEST_QUEUE, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (IOException e) {
        if (attempt == TRIES) {
          throw e;
        }
      }
    }
  }
}
