package dev.ninestep.projection;

import java.time.Duration;

/// How projectors behave; the same in every pod.
///
/// @param silence how long the projector that writes must not have been heard of before another
///   takes over, at least 1 s
/// @param retention how long events, calls and the states of grants that have ended are kept, at
///   least one day; whole days are dropped
public record ProjectorSettings(Duration silence, Duration retention) {

  /// A takeover after 10 s, and 30 days of events.
  public static final ProjectorSettings DEFAULTS =
      new ProjectorSettings(Duration.ofSeconds(10), Duration.ofDays(30));

  /// @throws IllegalArgumentException when one of the two is too short
  public ProjectorSettings {
    if (silence.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("silence must be at least 1 s: " + silence);
    }
    if (retention.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException("retention must be at least one day: " + retention);
    }
  }
}
