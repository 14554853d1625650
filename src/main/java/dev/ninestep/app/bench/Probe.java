package dev.ninestep.app.bench;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Calls one pod with one token without pause, until it is refused.
final class Probe {

  private static final int UNAUTHORIZED = 401;

  private final CallLine line;
  private final AtomicLong calls;
  private volatile long lastLetIn = System.nanoTime();

  /// @param calls counts what was answered
  Probe(Caller pod, String token, AtomicLong calls) {
    this.line = new CallLine(pod, List.of(token));
    this.calls = calls;
  }

  /// Calls.
  ///
  /// @return once a call was answered 401; failed by any other answer but 200
  Future<Void> untilRefused() {
    var sent = System.nanoTime();
    return line.reply()
        .compose(reply -> {
          calls.incrementAndGet();
          if (reply.status() == UNAUTHORIZED) {
            return Future.succeededFuture();
          }
          Caller.requireOk(reply);
          lastLetIn = sent;
          return untilRefused();
        });
  }

  /// When the last call that was let in was sent, or this began, of [System#nanoTime()].
  long lastLetIn() {
    return lastLetIn;
  }
}
