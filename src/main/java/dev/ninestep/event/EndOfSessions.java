package dev.ninestep.event;

/// Why all sessions of an account ended.
public enum EndOfSessions {
  /// Its password is another one now.
  PASSWORD_CHANGED,
  /// An operator ended them.
  OPERATOR
}
