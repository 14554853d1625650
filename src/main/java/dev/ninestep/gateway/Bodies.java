package dev.ninestep.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;

/// How parts of a body pass: at once, and no faster than the receiver takes them.
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
}
