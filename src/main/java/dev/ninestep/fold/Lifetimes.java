package dev.ninestep.fold;

import java.time.Duration;
import java.time.Instant;

/// How long a grant and the refresh tokens of it live.
///
/// @param refreshIdle how long a refresh token lives unused
/// @param endsAt when the grant ends, however busy it is
public record Lifetimes(Duration refreshIdle, Instant endsAt) {

  /// When a refresh token issued now lapses.
  ///
  /// @param issuedAt the log's time of the presentation that won it
  /// @return the earlier of its idle end and the grant's end
  public Instant refreshExpiry(Instant issuedAt) {
    var idle = issuedAt.plus(refreshIdle);
    return idle.isBefore(endsAt) ? idle : endsAt;
  }
}
