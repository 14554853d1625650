package dev.ninestep.projection;

import java.time.Duration;

/// How projectors behave; the same in every pod.
///
/// @param silence how long the projector that writes must not have been heard of before another
///   takes over, at least 1 s
/// @param retention how long events are kept
public record ProjectorSettings(Duration silence, Retention retention) {

  /// A takeover after 10 s, and events for as long as usual.
  public static final ProjectorSettings DEFAULTS = of(Retention.DEFAULTS);

  /// @throws IllegalArgumentException when the silence is too short
  public ProjectorSettings {
    if (silence.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("silence must be at least 1 s: " + silence);
    }
  }

  /// A takeover after 10 s.
  ///
  /// @param retention how long events are kept
  /// @return the settings
  public static ProjectorSettings of(Retention retention) {
    return new ProjectorSettings(Duration.ofSeconds(10), retention);
  }
}
