package dev.ninestep.app;

import dev.ninestep.embedded.SparePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// The addresses a server listens on: every one its host name has on this machine. `localhost` has
/// two on most, and clients differ in which of them they try first.
///
/// @param host the name or address
/// @param all what it stands for, at least one
record ListenAddresses(String host, List<InetAddress> all) {

  private static final int ANY_PORT = 0;

  /// Looks the name up.
  ///
  /// @throws CannotStart when it has no address, or none of this machine
  static ListenAddresses of(String host) throws CannotStart {
    try {
      var here =
          Arrays.stream(InetAddress.getAllByName(host))
              .filter(address -> canListen(address, ANY_PORT))
              .toList();
      if (here.isEmpty()) {
        throw new CannotStart(
            CannotStart.UNAVAILABLE, "http.host: %s is not this machine".formatted(host));
      }
      return new ListenAddresses(host, here);
    } catch (UnknownHostException e) {
      throw new CannotStart(
          CannotStart.UNAVAILABLE, "http.host: %s has no address".formatted(host), e);
    }
  }

  /// Makes sure, early and in words, that nobody else has the port.
  void requireFree(int port) throws CannotStart {
    for (var address : all) {
      if (!canListen(address, port)) {
        throw new CannotStart(
            CannotStart.UNAVAILABLE,
            "Port %d of %s is in use. Stop what uses it, or choose another (--port, http.port)."
                .formatted(port, address.getHostAddress()));
      }
    }
  }

  /// A port that is free on all of them.
  int freePort() throws IOException {
    while (true) {
      var port = SparePorts.next();
      if (all.stream().allMatch(address -> canListen(address, port))) {
        return port;
      }
    }
  }

  private static boolean canListen(InetAddress address, int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
