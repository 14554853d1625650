package dev.ninestep.event;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.Step;
import java.time.Duration;
import java.time.Instant;

/// A company's identity provider said for one of its users what a client may do, and the client
/// asked for it. The first such fact of a flow opens its grant, which ends with the token.
///
/// @param attempt names this presentation
/// @param client who asked
/// @param account for whom
/// @param scope what the client may have
/// @param resource at which audience
/// @param lifetime how long the grant lives, from the log's time of this fact
/// @param voidAfter the log time after which this fact changes nothing, since its request has been
///   answered 503 by then
/// @param caller who called
public record IdentityAsserted(
    AttemptId attempt,
    ClientId client,
    AccountId account,
    Scope scope,
    ResourceUri resource,
    Duration lifetime,
    Instant voidAfter,
    Caller caller)
    implements Event {

  /// @throws IllegalArgumentException when the lifetime is not positive, or longer than any may be
  public IdentityAsserted {
    if (!lifetime.isPositive() || lifetime.compareTo(ConsentGranted.LONGEST) > 0) {
      throw new IllegalArgumentException(
          "lifetime is not between nothing and " + ConsentGranted.LONGEST);
    }
  }

  @Override
  public Step step() {
    return Step.TOKEN;
  }
}
