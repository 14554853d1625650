package dev.ninestep.protocol;

/// What an account may do beyond its own affairs. Each may do what those before it may.
public enum Role {
  /// Connects apps and disconnects them.
  USER,
  /// Reads the flows of everybody.
  SUPPORT,
  /// Ends what is connected, and suspends accounts and clients.
  OPERATOR;

  /// Whether it may do what another role may.
  ///
  /// @param other the other role
  /// @return true for that role and every one before it
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }
}
