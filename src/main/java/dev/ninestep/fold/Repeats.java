package dev.ninestep.fold;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Until when what was presented last may come again and is answered with the same successor, and
/// how often it has.
///
/// @param until from this moment on a repeat is reuse; whole seconds
/// @param count how often it came again, at most [#MOST]
public record Repeats(Instant until, int count) {

  /// Every repeat is reuse.
  public static final Repeats NONE = new Repeats(Instant.EPOCH, 0);

  /// After so many, one more is reuse even within the interval.
  public static final int MOST = 15;

  /// @throws IllegalArgumentException when the count is out of range or the moment has a fraction
  public Repeats {
    if (count < 0 || count > MOST || !until.equals(until.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException("no repeats: " + count + " until " + until);
    }
  }

  /// Nothing has come again yet.
  ///
  /// @param at when it was presented first
  /// @param interval how long it may come again; kept to the second that ends it
  /// @return the repeats so far
  static Repeats from(Instant at, Duration interval) {
    var end = at.plus(interval);
    var second = end.truncatedTo(ChronoUnit.SECONDS);
    return new Repeats(second.equals(end) ? second : second.plusSeconds(1), 0);
  }

  /// Whether it may come again now.
  boolean admit(Instant at) {
    return at.isBefore(until) && count < MOST;
  }

  Repeats oneMore() {
    return new Repeats(until, Math.min(count + 1, MOST));
  }
}
