package dev.ninestep.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A sign-in that lasts: what the session cookie carries, sealed. No pod keeps it.
///
/// It ends half an hour after it was last used, and twelve hours after the sign-in however much it
/// is used, both by the log's time.
///
/// @param id names the session, 22 base64url characters; a consent page is bound to it
/// @param account who signed in
/// @param role what the account may do
/// @param signedInAt when they proved who they are
/// @param expiresAt when they must prove it again, unless they come before
/// @spec https://owasp.org/www-project-application-security-verification-standard/ ASVS 7.3
public record Session(
    String id, AccountId account, Role role, Instant signedInAt, Instant expiresAt) {

  private static final Duration UNUSED = Duration.ofMinutes(30);
  private static final Duration LONGEST = Duration.ofHours(12);

  /// A new cookie for each request would be one for nothing.
  private static final Duration WORTH_A_COOKIE = Duration.ofMinutes(1);

  /// Begins a session.
  ///
  /// @param id a fresh name
  /// @param account who signed in
  /// @param role what the account may do
  /// @param at the log's time of the sign-in
  /// @return the session
  public static Session begin(String id, AccountId account, Role role, Instant at) {
    return new Session(id, account, role, at, at.plus(UNUSED));
  }

  /// Whether it has not been used for too long, or lasted too long.
  ///
  /// @param now the log's time
  /// @return true when it counts no more
  public boolean isOver(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /// The last moment at which any cookie of this session may count.
  ///
  /// @return twelve hours after the sign-in
  public Instant endsAt() {
    return signedInAt.plus(LONGEST);
  }

  /// What its use makes of it.
  ///
  /// @param now the log's time
  /// @return the same session with later an end, or empty when that would not be worth a cookie
  public Optional<Session> usedAt(Instant now) {
    var later = now.plus(UNUSED);
    var until = later.isBefore(endsAt()) ? later : endsAt();
    return until.isBefore(expiresAt.plus(WORTH_A_COOKIE))
        ? Optional.empty()
        : Optional.of(new Session(id, account, role, signedInAt, until));
  }
}
