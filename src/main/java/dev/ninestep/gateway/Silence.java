package dev.ninestep.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.time.Duration;

/// How long a stream of events has been silent. Where it is for long, a comment is put between two
/// events, which every client passes over: else whatever stands between would take the connection
/// for a dead one, the gateway's own idle timeout first of all.
///
/// @spec https://html.spec.whatwg.org/multipage/server-sent-events.html#authoring-notes Server-sent
///   events, authoring notes
final class Silence {

  private static final Duration LONG = Duration.ofSeconds(15);
  private static final Buffer COMMENT = Buffer.buffer(":\n\n");
  private static final byte NEW_LINE = '\n';

  private final WriteStream<Buffer> client;
  private long since;
  private boolean isBetweenEvents = true;

  /// @param now of [System#nanoTime()]
  Silence(WriteStream<Buffer> client, long now) {
    this.client = client;
    this.since = now;
  }

  /// A part has passed.
  void broken(Buffer part, long now) {
    since = now;
    isBetweenEvents = endsAnEvent(part);
  }

  /// An event ends with an empty line. A part that is nothing but the end of that line is taken for
  /// the middle of an event: then there is no comment until the next part.
  private static boolean endsAnEvent(Buffer part) {
    var last = part.length() - 1;
    if (last < 1 || part.getByte(last) != NEW_LINE) {
      return false;
    }
    var before = part.getByte(last - 1);
    return before == NEW_LINE || (before == '\r' && last > 1 && part.getByte(last - 2) == NEW_LINE);
  }

  /// Breaks it, if it has lasted for long.
  void look(long now) {
    if (isBetweenEvents && now - since > LONG.toNanos() && !client.writeQueueFull()) {
      since = now;
      client.write(COMMENT);
    }
  }
}
