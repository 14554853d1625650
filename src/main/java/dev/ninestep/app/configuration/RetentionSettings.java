package dev.ninestep.app.configuration;

import dev.ninestep.projection.Retention;
import java.time.Duration;
import java.util.List;

/// The keys of how long the trace index keeps each kind of event.
final class RetentionSettings {

  private static final Setting<Duration> FLOWS =
      retention(
          "flows",
          "30d",
          "The index keeps how somebody connected, what became of it, and each day's count of its"
              + " calls: what customers write about.");
  private static final Setting<Duration> CALLS =
      retention(
          "calls",
          "14d",
          "It keeps calls that were let through, metered, charged or refused: most of all there"
              + " is.");
  private static final Setting<Duration> DISCOVERY =
      retention(
          "discovery",
          "7d",
          "It keeps challenges and metadata: as many as the Internet likes, and of use only beside"
              + " a flow that began right after them.");
  private static final Setting<Duration> AUDIT =
      retention(
          "audit",
          "365d",
          "It keeps what operators did and who looked at which flow, in whole months: little, and"
              + " asked for late.");

  static final List<Setting<?>> ALL = List.of(FLOWS, CALLS, DISCOVERY, AUDIT);

  private RetentionSettings() {}

  /// How long each kind is kept.
  static Retention read(Values values) {
    return new Retention(
        values.get(FLOWS), values.get(CALLS), values.get(DISCOVERY), values.get(AUDIT));
  }

  private static Setting<Duration> retention(String of, String byDefault, String what) {
    return Setting.of("retention." + of, Durations.between("1d", "3650d"), byDefault, what);
  }
}
