package dev.ninestep.app.configuration;

import dev.ninestep.app.configuration.Configuration.Management;
import java.util.List;
import java.util.Optional;

/// The keys of the port at which the support team and operators are served.
final class SupportSettings {

  private static final Setting<String> HOST =
      Setting.of(
          "support.host", Forms.TEXT, "127.0.0.1", "Where support and operators are listened for.");
  private static final Setting<Integer> PORT =
      Setting.optional(
          "support.port",
          Forms.PORT,
          "A port for /support and /operator, to be kept from the public, where they are not found"
              + " then; the same as everybody's, unless given.");

  static final List<Setting<?>> ALL = List.of(HOST, PORT);

  private SupportSettings() {}

  /// Where they are served, if not where everybody is.
  static Optional<Management> front(Values values) {
    return values.find(PORT).map(port -> new Management(values.get(HOST), port));
  }
}
