package dev.ninestep.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The ports of a broker on 127.0.0.1, kept in a file so that a restart has the same ones.
///
/// @param clients where clients connect
/// @param behindProxy where a fault proxy connects
/// @param controller where the broker reaches its own controller
record BrokerPorts(int clients, int behindProxy, int controller) {

  private static final int COUNT = 3;

  /// The ports in `file` as far as they are free, else new ones; what was chosen is written back.
  ///
  /// Nothing holds a port between this choice and the broker's bind; who loses that race fails to
  /// start and says so in its log.
  static BrokerPorts choose(Path file) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int wanted : remembered(file)) {
        held.add(bind(wanted));
      }
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
    List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
    Files.writeString(
        file, ports.stream().map(port -> Integer.toString(port)).collect(Collectors.joining(" ")));
    return new BrokerPorts(ports.get(0), ports.get(1), ports.get(2));
  }

  private static List<Integer> remembered(Path file) throws IOException {
    if (Files.exists(file)) {
      String[] words = Files.readString(file).split(" ", -1);
      if (words.length == COUNT) {
        return List.of(words).stream().map(Integer::parseInt).toList();
      }
    }
    return List.of(SparePorts.next(), SparePorts.next(), SparePorts.next());
  }

  private static ServerSocket bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      return bind(SparePorts.next());
    }
  }
}
