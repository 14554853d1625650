package dev.ninestep.app;

/// A command cannot go on, for a reason that its user can do something about.
final class CannotStart extends Exception {

  private static final long serialVersionUID = 1L;

  /// A configuration that cannot be used (`EX_CONFIG` of sysexits).
  static final int UNUSABLE_CONFIGURATION = 78;

  /// Something that is needed is not there or does not answer (`EX_UNAVAILABLE`).
  static final int UNAVAILABLE = 69;

  /// Something that may be done later (`EX_TEMPFAIL`).
  static final int TOO_EARLY = 75;

  /// A file that cannot be written (`EX_CANTCREAT`).
  static final int CANNOT_CREATE = 73;

  private final int exitCode;

  CannotStart(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  CannotStart(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
