package dev.ninestep.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

/// What is still to come of a body whose length was announced: its last part can go out together
/// with its end. Of any other body nobody knows which part is the last.
final class Remaining {

  private static final long UNKNOWN = -1;

  private long bytes;
  private boolean isEnded;

  private Remaining(long bytes) {
    this.bytes = bytes;
  }

  /// All of the body of a message. That its Content-Length is a number, HTTP has found out.
  static Remaining of(MultiMap headers) {
    var announced = headers.get(HttpHeaders.CONTENT_LENGTH);
    return new Remaining(announced == null ? UNKNOWN : Long.parseLong(announced));
  }

  /// Takes the next part.
  ///
  /// @return whether it is the last
  boolean endsWith(Buffer part) {
    bytes -= part.length();
    isEnded = bytes == 0;
    return isEnded;
  }

  /// Whether the last part has come; never of a body without any.
  boolean isEnded() {
    return isEnded;
  }
}
