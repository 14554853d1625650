package dev.ninestep.doctor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The user's own browser: they are told the address, and this listens on loopback for the
/// redirect.
final class OpenedBrowser implements Browser {

  private static final int SEEN_AS = 302;

  private final SignIn.InBrowser user;
  private final HttpServer server;
  private final CompletableFuture<URI> arrival = new CompletableFuture<>();

  /// Begins to listen.
  ///
  /// @param user who is waited for
  /// @param port where, or 0 for any that is free
  OpenedBrowser(SignIn.InBrowser user, int port) {
    this.user = user;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + port + " of this computer", e);
    }
    server.createContext("/callback", this::arrive);
    server.start();
  }

  private void arrive(HttpExchange exchange) throws IOException {
    try (exchange) {
      var words = "Done. Go back to the terminal.".getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.sendResponseHeaders(200, words.length);
      exchange.getResponseBody().write(words);
    }
    var callback = callback();
    arrival.complete(callback.resolve(exchange.getRequestURI().toString()));
  }

  @Override
  public URI callback() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/callback");
  }

  @Override
  public boolean isPatient() {
    return false;
  }

  @Override
  public Landing visit(URI authorization) {
    user.opens().accept(authorization);
    try {
      return new Landing.Back(
          arrival.get(user.patience().toMillis(), TimeUnit.MILLISECONDS), SEEN_AS);
    } catch (TimeoutException e) {
      return new Landing.Stuck(
          "nobody came to %s within %d s".formatted(callback(), user.patience().toSeconds()));
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing completes it with a failure", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Landing.Stuck("interrupted");
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
