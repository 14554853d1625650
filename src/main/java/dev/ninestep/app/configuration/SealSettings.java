package dev.ninestep.app.configuration;

import dev.ninestep.log.SealPace;
import java.time.Duration;
import java.util.List;

/// The keys of how often the log is sealed.
final class SealSettings {

  private static final Setting<Integer> RECORDS =
      Setting.of(
          "seals.records",
          Forms.number(1, 1_000_000),
          "10000",
          "Seals a partition of the log after so many records,");
  private static final Setting<Duration> LONGEST =
      Setting.of(
          "seals.longest",
          Durations.between("1s", "24h"),
          "60s",
          "or so long after the first that is not sealed yet.");

  static final List<Setting<?>> ALL = List.of(RECORDS, LONGEST);

  private SealSettings() {}

  /// How often a partition is sealed.
  static SealPace pace(Values values) {
    return new SealPace(values.get(RECORDS), values.get(LONGEST));
  }
}
