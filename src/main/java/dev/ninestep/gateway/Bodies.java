package dev.ninestep.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;

/// How bodies pass: part by part, at once, and no faster than the receiver takes them.
final class Bodies {

  private Bodies() {}

  /// Passes one part on.
  static void pass(Buffer part, ReadStream<Buffer> from, WriteStream<Buffer> to) {
    to.write(part);
    if (to.writeQueueFull()) {
      from.pause();
      to.drainHandler(_ -> from.resume());
    }
  }

  /// Cuts off a request whose body nobody will read to its end: its stream, where a connection has
  /// several, else the connection.
  static void cutOff(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset();
    } else {
      request.connection().close();
    }
  }
}
