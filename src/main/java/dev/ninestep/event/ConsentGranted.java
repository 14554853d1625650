package dev.ninestep.event;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;
import java.time.Duration;
import java.time.Instant;

/// The user pressed Allow. The first such fact of a flow opens its grant; its lifetimes are the
/// grant's, whatever the configuration says later.
///
/// @param attempt names this decision
/// @param client who was allowed
/// @param account who allowed it
/// @param redirectUri where the code is sent
/// @param scope what was allowed
/// @param resource at which audience
/// @param nonceExpiresAt the log time after which the page no longer counts
/// @param codeLifetime how long the code lives, from the log's time of this fact
/// @param refreshIdle how long a refresh token lives unused
/// @param grantLifetime how long the grant lives at most
public record ConsentGranted(
    AttemptId attempt,
    ClientId client,
    AccountId account,
    RedirectUri redirectUri,
    Scope scope,
    ResourceUri resource,
    Instant nonceExpiresAt,
    Duration codeLifetime,
    Duration refreshIdle,
    Duration grantLifetime)
    implements Event {

  /// No lifetime is longer: some 27 years. What is read back of the log is held to it too, so that
  /// no fact can carry the fold beyond the times it can hold.
  public static final Duration LONGEST = Duration.ofDays(10_000);

  /// @throws IllegalArgumentException when a lifetime is not positive, or longer than [#LONGEST]
  public ConsentGranted {
    check("codeLifetime", codeLifetime);
    check("refreshIdle", refreshIdle);
    check("grantLifetime", grantLifetime);
  }

  private static void check(String name, Duration lifetime) {
    if (!lifetime.isPositive() || lifetime.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(name + " is not between nothing and " + LONGEST);
    }
  }

  @Override
  public Step step() {
    return Step.CONSENT;
  }
}
