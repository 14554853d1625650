package dev.ninestep.gateway;

import dev.ninestep.protocol.AccessToken;
import dev.ninestep.token.UpstreamCaller;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// An access token whose signature this pod has verified, with what is worth keeping beside it. Any
/// thread.
final class KnownToken {

  private record SignedHeader(CharSequence value, Instant goodUntil) {}

  private final AccessToken token;
  private final CharSequence correlationId;
  private final AtomicBoolean hasCalled = new AtomicBoolean();
  private volatile SignedHeader header = new SignedHeader("", Instant.MIN);

  KnownToken(AccessToken token) {
    this.token = token;
    this.correlationId = HttpHeaders.createOptimized(token.flow().toString());
  }

  AccessToken token() {
    return token;
  }

  /// Its flow, as headers say it.
  CharSequence correlationId() {
    return correlationId;
  }

  /// Whether this is the first call with the token here; true once.
  boolean isFirstCall() {
    return !hasCalled.get() && hasCalled.compareAndSet(false, true);
  }

  /// The identity header made last for this token, or else a fresh one: a signature costs as much
  /// as the rest of a call.
  ///
  /// @param now the time
  /// @param sign makes one
  /// @param isGoodFor for how long
  CharSequence identity(Instant now, Function<UpstreamCaller, String> sign, Duration isGoodFor) {
    var kept = header;
    if (now.isBefore(kept.goodUntil)) {
      return kept.value;
    }
    var caller = new UpstreamCaller(token.account(), token.client(), token.scope(), token.flow());
    var fresh =
        new SignedHeader(HttpHeaders.createOptimized(sign.apply(caller)), now.plus(isGoodFor));
    header = fresh;
    return fresh.value;
  }
}
