package dev.ninestep.token;

import java.util.Locale;

/// Who or what had a session revoked.
///
/// @spec https://openid.net/specs/openid-caep-1_0.html#section-2 CAEP 1.0 §2
public enum InitiatingEntity {
  /// An operator.
  ADMIN,
  /// The user whose it was.
  USER,
  /// A rule of this server's, since something was presented that should not have been.
  POLICY,
  /// A program: the client that held it, or this server.
  SYSTEM;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
