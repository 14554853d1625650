package dev.ninestep.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/// Stands between a pod and the broker, and on demand holds back what the broker says: appends
/// still land, and the pod never learns of it.
final class LogProxy implements AutoCloseable {

  private static final int CHUNK = 64 * 1024;
  private static final long NAP_NANOS = 1_000_000;

  private final ServerSocket listener;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile boolean holds;
  private volatile int broker;

  LogProxy(int port) throws IOException {
    listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /// Says where the broker listens behind this proxy.
  void leadTo(int port) {
    broker = port;
  }

  /// From now on nothing the broker says comes through.
  void hold() {
    holds = true;
  }

  /// Everything comes through again.
  void release() {
    holds = false;
  }

  private void accept() {
    try {
      while (!listener.isClosed()) {
        var pod = listener.accept();
        var behind = new Socket(InetAddress.getLoopbackAddress(), broker);
        sockets.add(pod);
        sockets.add(behind);
        Thread.ofVirtual().start(() -> pump(pod, behind, false));
        Thread.ofVirtual().start(() -> pump(behind, pod, true));
      }
    } catch (IOException e) {
      if (!listener.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void pump(Socket from, Socket to, boolean canBeHeld) {
    var chunk = new byte[CHUNK];
    try (from;
        to) {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      for (var read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        while (canBeHeld && holds) {
          LockSupport.parkNanos(NAP_NANOS);
        }
        out.write(chunk, 0, read);
        out.flush();
      }
    } catch (IOException _) {
      // One side is gone; closing the other is all there is to do.
    }
  }

  @Override
  public void close() throws IOException {
    release();
    listener.close();
    for (var socket : sockets) {
      socket.close();
    }
  }
}
