package dev.ninestep.document;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import java.util.Locale;
import java.util.Optional;

/// The answer to one fetch: as much of it as may be read, and the first thing that is wrong with
/// it. Whatever ends it also cuts the connection.
final class DocumentAnswer {

  private static final int OK = 200;

  private final int most;
  private final Promise<Fetched> fetched = Promise.promise();
  private final Buffer body = Buffer.buffer();
  private Optional<HttpConnection> connection = Optional.empty();

  /// @param most how many bytes may be read
  DocumentAnswer(int most) {
    this.most = most;
  }

  Future<Fetched> fetched() {
    return fetched.future();
  }

  /// Says which connection is cut in the end. One that comes too late is cut at once.
  synchronized void cuts(HttpConnection connection) {
    this.connection = Optional.of(connection);
    if (fetched.future().isComplete()) {
      connection.close();
    }
  }

  /// Gives up, for a reason that only the log learns.
  void give(String up) {
    end(GuardedFetch.unreachable(up));
  }

  private synchronized void end(Fetched what) {
    if (fetched.tryComplete(what)) {
      connection.ifPresent(HttpConnection::close);
    }
  }

  private void notServed(String why) {
    end(new Fetched.Nothing(Refused.of(Refusal.CLIENT_DOCUMENT_NOT_SERVED, why)));
  }

  /// Reads a response, if its head says nothing against it.
  void take(HttpClientResponse response) {
    var wrong = wrong(response);
    if (wrong.isPresent()) {
      notServed(wrong.get());
      return;
    }
    response.exceptionHandler(_ -> give("the answer broke off"));
    response.handler(this::add);
    response.endHandler(
        _ -> end(new Fetched.Body(body, header(response, "Cache-Control").orElse(""))));
  }

  private void add(Buffer chunk) {
    body.appendBuffer(chunk);
    if (body.length() > most) {
      notServed("larger than " + most + " bytes");
    }
  }

  private static Optional<String> wrong(HttpClientResponse response) {
    if (response.statusCode() != OK) {
      return Optional.of("status " + response.statusCode());
    }
    var type = header(response, "Content-Type").orElse("none").split(";", 2)[0].trim();
    if (!isJson(type.toLowerCase(Locale.ROOT))) {
      return Optional.of("content type " + type);
    }
    return header(response, "Content-Encoding")
        .filter(coding -> !coding.equalsIgnoreCase("identity"))
        .map(coding -> "content encoding " + coding);
  }

  private static boolean isJson(String type) {
    return type.equals("application/json")
        || (type.startsWith("application/") && type.endsWith("+json"));
  }

  private static Optional<String> header(HttpClientResponse response, String name) {
    return Optional.ofNullable(response.getHeader(name));
  }
}
