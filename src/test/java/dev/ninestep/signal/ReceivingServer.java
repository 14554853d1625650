package dev.ninestep.signal;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A resource server that is told of revocations, on loopback.
public final class ReceivingServer implements AutoCloseable {

  /// What it answers.
  ///
  /// @param status the status
  /// @param headers more than those of every answer
  /// @param body the body
  record Reply(int status, Map<String, String> headers, String body) {

    static final Reply ACCEPTED = status(202);

    static Reply status(int status) {
      return new Reply(status, Map.of(), "");
    }

    static Reply error(String error, String description) {
      return new Reply(
          400,
          Map.of("Content-Type", "application/json"),
          "{\"err\": \"%s\", \"description\": \"%s\"}".formatted(error, description));
    }
  }

  /// What it was sent.
  ///
  /// @param token the event as it came
  /// @param headers its headers, the first value of each
  /// @param isAccepted whether it said 202
  record Received(String token, Function<String, Optional<String>> headers, boolean isAccepted) {

    JWTClaimsSet claims() {
      try {
        return SignedJWT.parse(token).getJWTClaimsSet();
      } catch (ParseException e) {
        throw new IllegalStateException(e);
      }
    }

    /// The part of the subject with this name.
    Optional<Map<?, ?>> subject(String member) {
      return claims().getClaim("sub_id") instanceof Map<?, ?> id
              && id.get(member) instanceof Map<?, ?> part
          ? Optional.of(part)
          : Optional.empty();
    }
  }

  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile Function<Received, Reply> replies = _ -> Reply.ACCEPTED;

  /// One that accepts everything.
  public ReceivingServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/events", this::take);
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// From now on it answers so.
  void reply(Function<Received, Reply> how) {
    replies = how;
  }

  private void take(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var headers = Map.copyOf(exchange.getRequestHeaders());
    Function<String, Optional<String>> header =
        name -> Optional.ofNullable(headers.get(name)).map(List::getFirst);
    var reply = replies.apply(new Received(body, header, false));
    received.add(new Received(body, header, reply.status == Reply.ACCEPTED.status));
    reply.headers.forEach(exchange.getResponseHeaders()::add);
    var bytes = reply.body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  /// Where it is.
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/events");
  }

  /// Everything that came, accepted or not.
  List<Received> received() {
    return List.copyOf(received);
  }

  /// The claims of what it accepted, as JSON.
  public List<Map<String, Object>> accepted() {
    return received.stream()
        .filter(Received::isAccepted)
        .map(r -> r.claims().toJSONObject())
        .toList();
  }

  /// What it was shown in the Authorization header, each time.
  public List<String> authorizations() {
    return received.stream().flatMap(r -> r.headers().apply("Authorization").stream()).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
