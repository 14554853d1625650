package dev.ninestep.app.configuration;

import java.time.Duration;
import java.util.List;

/// The keys of how a process starts.
final class StartSettings {

  private static final Setting<Duration> PATIENCE =
      Setting.of(
          "start.patience",
          Durations.between("0s", "1h"),
          "5m",
          "How long a process that starts waits for the log and the database while they are away.");

  static final List<Setting<?>> ALL = List.of(PATIENCE);

  private StartSettings() {}

  /// How long each is waited for.
  static Duration patience(Values values) {
    return values.get(PATIENCE);
  }
}
