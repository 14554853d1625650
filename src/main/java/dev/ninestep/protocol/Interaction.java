package dev.ninestep.protocol;

import java.time.Instant;
import java.util.Optional;

/// How the user is to be dealt with, as far as the client may say: nothing by default.
///
/// @param silent whether no page may be shown (`prompt=none`)
/// @param askAgain whether to ask even for what was allowed before (`prompt=consent`)
/// @param signedInSince a sign-in before this does not count (`prompt=login`, `max_age`)
/// @param loginHint what the user may be called (`login_hint`), to be offered in the form and never
///   to be believed
/// @spec https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest OpenID Connect Core
///   §3.1.2.1
public record Interaction(
    boolean silent, boolean askAgain, Optional<Instant> signedInSince, Optional<String> loginHint) {

  /// No wishes.
  public static final Interaction NONE =
      new Interaction(false, false, Optional.empty(), Optional.empty());

  /// Whether a session is recent enough.
  ///
  /// @param session the session
  /// @return true when its user need not sign in again
  public boolean accepts(Session session) {
    return signedInSince.filter(since -> session.signedInAt().isBefore(since)).isEmpty();
  }

  /// The hint is a person's name.
  @Override
  public String toString() {
    return "Interaction[silent=%s, askAgain=%s, signedInSince=%s]"
        .formatted(silent, askAgain, signedInSince);
  }
}
