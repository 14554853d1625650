package dev.ninestep.app.configuration;

import dev.ninestep.app.configuration.Configuration.Management;
import java.util.List;
import java.util.Optional;

/// The keys of the port that is for operators alone.
final class ManagementSettings {

  private static final Setting<String> HOST =
      Setting.of(
          "management.host", Forms.TEXT, "127.0.0.1", "Where health and metrics are listened for.");
  private static final Setting<Integer> PORT =
      Setting.optional(
          "management.port",
          Forms.PORT,
          "A port for /metrics and /health alone, to be kept from the public; none, unless given.");

  static final List<Setting<?>> ALL = List.of(HOST, PORT);

  private ManagementSettings() {}

  /// Where operators ask, if anywhere.
  static Optional<Management> management(Values values) {
    return values.find(PORT).map(port -> new Management(values.get(HOST), port));
  }
}
