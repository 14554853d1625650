package dev.ninestep.gateway;

import dev.ninestep.token.UpstreamIdentity;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/// What tells the upstream on whose behalf a call comes, in place of the client's token. Whatever a
/// client sends under such a name goes no further; see [ForwardedHeaders].
///
/// @param signer signs it
/// @param upstream whom it is for
/// @param headers how much is told
/// @param clock the wall clock, since upstreams judge its age by theirs
record IdentityHeader(
    UpstreamIdentity signer, URI upstream, IdentityHeaders headers, InstantSource clock) {

  /// Whoever gets one has a minute left to look at it.
  private static final Duration USED_FOR = UpstreamIdentity.LIFETIME.minusMinutes(1);

  private static final CharSequence SIGNED = HttpHeaders.createOptimized(UpstreamIdentity.HEADER);
  private static final CharSequence ACCOUNT = HttpHeaders.createOptimized("X-Ninestep-Account");
  private static final CharSequence CLIENT = HttpHeaders.createOptimized("X-Ninestep-Client");
  private static final CharSequence SCOPE = HttpHeaders.createOptimized("X-Ninestep-Scope");

  /// Tells of whoever calls with a token.
  ///
  /// @param to the headers of the call
  void tell(KnownToken token, MultiMap to) {
    var now = clock.instant();
    to.set(SIGNED, token.identity(now, caller -> signer.sign(caller, upstream, now), USED_FOR));
    if (headers == IdentityHeaders.PLAIN) {
      to.set(ACCOUNT, token.token().account().toString())
          .set(CLIENT, token.token().client().value())
          .set(SCOPE, token.token().scope().toString());
    }
  }
}
