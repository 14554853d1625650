package dev.ninestep.event;

/// Who ended a grant.
public enum RevokedBy {
  /// The user, on the Connected apps page.
  USER,
  /// The client, at the revocation endpoint.
  CLIENT,
  /// An operator.
  OPERATOR,
  /// This server, since a token of the grant was sent where others can read it.
  SERVER
}
