package dev.ninestep.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// An MCP server of the Node kind, on loopback, that a gateway is put before.
///
/// @param process what runs it
/// @param port where it listens
record NodeServer(Process process, int port) implements AutoCloseable {

  private static final Duration TO_START = Duration.ofMinutes(1);

  /// The reference server from npm, which would listen on every address.
  static NodeServer everything(NodeClients clients) throws IOException {
    var script = clients.script("@modelcontextprotocol/server-everything/dist/index.js");
    return started(
        clients, Pods.freePort(), "--import", "./loopback.mjs", script, "streamableHttp");
  }

  /// A server that has everything the conformance suite asks for.
  static NodeServer conforming(NodeClients clients) throws IOException {
    var port = Pods.freePort();
    return started(clients, port, "conforming.mjs", Integer.toString(port));
  }

  private static NodeServer started(NodeClients clients, int port, String... arguments)
      throws IOException {
    var command = new String[arguments.length + 1];
    command[0] = clients.newerNode();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    var builder = new ProcessBuilder(command).directory(clients.directory().toFile());
    builder.environment().put("PORT", Integer.toString(port));
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    var server = new NodeServer(builder.start(), port);
    Awaitility.await().atMost(TO_START).until(server::listens);
    return server;
  }

  private boolean listens() {
    if (!process.isAlive()) {
      throw new AssertionError("the server on " + port + " has ended with " + process.exitValue());
    }
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  /// Where its MCP endpoint is.
  String mcpUrl() {
    return "http://127.0.0.1:" + port + "/mcp";
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
