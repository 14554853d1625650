package dev.ninestep.protocol;

/// What an account may do beyond its own affairs.
public enum Role {
  /// Connects apps and disconnects them.
  USER,
  /// Reads the flows of everybody.
  SUPPORT
}
