package dev.ninestep.app;

import java.util.Map;

/// Chooses how a server's log is written: as text for people, or as one line of JSON an event.
final class LogFormat {

  /// The environment variable that names it.
  static final String VARIABLE = "NINESTEP_LOG_FORMAT";

  private LogFormat() {}

  /// To be called before the first line is logged.
  ///
  /// @param environment where it may be named; else it is text
  /// @throws CannotStart when a format is named that there is not
  static void choose(Map<String, String> environment) throws CannotStart {
    System.setProperty("logback.configurationFile", file(environment));
  }

  /// The configuration of the format.
  static String file(Map<String, String> environment) throws CannotStart {
    var format = environment.getOrDefault(VARIABLE, "text");
    return switch (format) {
      case "text", "" -> "logback.xml";
      case "json" -> "logback-json.xml";
      default ->
          throw new CannotStart(
              CannotStart.UNUSABLE_CONFIGURATION,
              VARIABLE + " is \"" + format + "\"; there is text and json");
    };
  }
}
