package dev.ninestep.gateway;

import dev.ninestep.token.UpstreamIdentity;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/// What tells the upstream on whose behalf a call comes, in place of the client's token.
///
/// @param signer signs it
/// @param upstream whom it is for
/// @param clock the wall clock, since upstreams judge its age by theirs
record IdentityHeader(UpstreamIdentity signer, URI upstream, InstantSource clock) {

  /// Half its life, so that whoever gets one has as much time left to look at it.
  private static final Duration USED_FOR = UpstreamIdentity.LIFETIME.dividedBy(2);

  /// The value for a call with a token.
  String of(KnownToken token) {
    var now = clock.instant();
    return token.identity(now, caller -> signer.sign(caller, upstream, now), USED_FOR);
  }
}
