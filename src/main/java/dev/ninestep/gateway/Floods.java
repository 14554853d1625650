package dev.ninestep.gateway;

import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.event.ResourceChallenged;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ResourceUri;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Writes which calls were refused. The first refusal of a kind is written at once, with all that
/// showed it; equal ones that follow before the next flush are one fact with their exact number, so
/// that whoever floods the gateway does not flood the log.
///
/// One of these belongs to one event loop; the lock is there for the final flush, and otherwise
/// free.
final class Floods {

  /// Refusals of one kind: the same rule, broken from the same address with a token of the same
  /// account. What a caller may choose freely, such as its agent, is no part of it.
  private record Kind(Refusal refusal, String address, Optional<AccountId> account) {}

  private record Sample(
      Exchange exchange, Refused refused, String method, Optional<AccessToken> token) {

    Kind kind() {
      return new Kind(
          refused.refusal(), exchange.caller().address(), token.map(AccessToken::account));
    }
  }

  private static final class Repeats {
    private int shown;
    private long counted;
    private Sample last;

    private Repeats(Sample first) {
      last = first;
    }
  }

  /// A client that probes a server asks a handful of times, each worth seeing.
  private static final int CHALLENGES_SHOWN = 32;

  private static final int REFUSALS_SHOWN = 1;

  private final Recorder<?> recorder;
  private final ResourceUri resource;
  private final Map<Kind, Repeats> kinds = new HashMap<>();

  Floods(Recorder<?> recorder, ResourceUri resource) {
    this.recorder = recorder;
    this.resource = resource;
  }

  /// A request without a token was challenged.
  synchronized void challenged(Exchange exchange, String method) {
    var sample = new Sample(exchange, Refused.of(Refusal.TOKEN_MISSING), method, Optional.empty());
    if (isShown(sample, CHALLENGES_SHOWN)) {
      recorder.tell(exchange, new ResourceChallenged(resource, method, exchange.caller()));
    }
  }

  /// A call was refused.
  synchronized void refused(
      Exchange exchange, Refused refused, String method, Optional<AccessToken> token) {
    var sample = new Sample(exchange, refused, method, token);
    if (isShown(sample, REFUSALS_SHOWN)) {
      write(sample, 1);
    }
  }

  /// Writes what was counted since the last flush.
  synchronized void flush() {
    for (var repeats : kinds.values()) {
      if (repeats.counted > 0) {
        write(repeats.last, repeats.counted);
      }
    }
    kinds.clear();
  }

  private boolean isShown(Sample sample, int most) {
    var repeats = kinds.computeIfAbsent(sample.kind(), _ -> new Repeats(sample));
    if (repeats.shown < most) {
      repeats.shown++;
      return true;
    }
    repeats.counted++;
    repeats.last = sample;
    return false;
  }

  private void write(Sample sample, long count) {
    recorder.tell(
        sample.exchange,
        new CallRefused(
            sample.refused.refusal(),
            sample.token.map(AccessToken::client),
            sample.token.map(AccessToken::account),
            resource,
            sample.method,
            count,
            sample.refused.evidence(),
            sample.exchange.caller()));
  }
}
