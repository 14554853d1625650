package dev.ninestep.app;

import java.nio.file.Path;

/// Sends the log of `ninestep dev` into the data directory, so that its standard output holds the
/// few lines a person wants to see.
final class DevLog {

  /// The name of the file.
  static final String FILE = "ninestep.log";

  private DevLog() {}

  /// To be called before the first line is logged.
  static void to(Path directory) {
    System.setProperty("ninestep.log.file", directory.resolve(FILE).toString());
    System.setProperty("logback.configurationFile", "logback-dev.xml");
  }
}
