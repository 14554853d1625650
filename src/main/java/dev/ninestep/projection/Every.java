package dev.ninestep.projection;

import java.time.Duration;

/// Something that is due at once and then every so often, by a clock that never steps.
final class Every {

  private final long interval;
  private long due = System.nanoTime();

  Every(Duration interval) {
    this.interval = interval.toNanos();
  }

  /// Whether it is due; if so, it is done now.
  boolean now() {
    var now = System.nanoTime();
    if (now - due < 0) {
      return false;
    }
    due = now + interval;
    return true;
  }
}
