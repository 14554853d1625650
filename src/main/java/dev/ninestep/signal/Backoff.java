package dev.ninestep.signal;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait after each failure in a row: twice as long as before, up to a minute, and each
/// time a random part less than that, so that many who fail together do not come back together.
final class Backoff {

  static final Duration FIRST = Duration.ofMillis(500);
  static final Duration LONGEST = Duration.ofMinutes(1);

  private final RandomGenerator chance;
  private Duration next = FIRST;

  Backoff(RandomGenerator chance) {
    this.chance = chance;
  }

  /// After one more failure.
  ///
  /// @return between half of the time and all of it
  Duration next() {
    var most = next;
    var twice = next.multipliedBy(2);
    next = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    return most.minusNanos(chance.nextLong(most.toNanos() / 2));
  }

  /// After a success.
  void reset() {
    next = FIRST;
  }
}
