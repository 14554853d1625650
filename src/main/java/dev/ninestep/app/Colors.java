package dev.ninestep.app;

import java.io.Console;
import java.util.Optional;

/// Paints text for a terminal, or leaves it as it is.
///
/// @param areOn whether it paints
/// @see <a href="https://no-color.org">NO_COLOR</a>
record Colors(boolean areOn) {

  /// When to paint.
  enum When {
    /// On a terminal, unless somebody has asked not to.
    AUTO,
    /// Always, even into a file.
    ALWAYS,
    /// Never.
    NEVER
  }

  private static final int[] HUES = {33, 35, 36, 32, 34, 94, 95, 96};

  static Colors of(When when) {
    return new Colors(
        switch (when) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> isTerminal() && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
        });
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
        && !"dumb".equals(System.getenv().getOrDefault("TERM", "dumb"));
  }

  /// For what is there but not important.
  String faint(String text) {
    return paint("2", text);
  }

  /// For what went wrong.
  String bad(String text) {
    return paint("1;31", text);
  }

  /// For what is to be noticed.
  String notice(String text) {
    return paint("33", text);
  }

  String bold(String text) {
    return paint("1", text);
  }

  /// The same text always looks the same, and others mostly do not.
  String distinct(String text) {
    return paint(Integer.toString(HUES[Math.floorMod(text.hashCode(), HUES.length)]), text);
  }

  private String paint(String code, String text) {
    return areOn ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
  }
}
