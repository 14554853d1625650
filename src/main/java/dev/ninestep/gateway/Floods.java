package dev.ninestep.gateway;

import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Caller;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.event.ResourceChallenged;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Heading;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Tally;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ResourceUri;
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
  private record Kind(Refusal refusal, String address, Optional<AccountId> account) {

    Kind ofAnybody() {
      return new Kind(refusal, Caller.SEVERAL.address(), Optional.empty());
    }
  }

  private record Sample(
      Heading heading, Caller caller, Refused refused, String method, Optional<AccessToken> token) {

    static Sample of(
        Exchange exchange, Refused refused, String method, Optional<AccessToken> token) {
      return new Sample(Heading.of(exchange), exchange.caller(), refused, method, token);
    }

    Kind kind() {
      return new Kind(refused.refusal(), caller.address(), token.map(AccessToken::account));
    }

    /// What is left of it when it stands for more addresses than can be told apart.
    Sample ofAnybody() {
      return new Sample(
          Heading.ofNone(),
          Caller.SEVERAL,
          Refused.of(refused.refusal()),
          method,
          Optional.empty());
    }
  }

  /// A client that probes a server asks a handful of times, each worth seeing.
  private static final int CHALLENGES_SHOWN = 32;

  private static final int REFUSALS_SHOWN = 1;

  private static final int MOST_KINDS = 4_096;

  private final Recorder<?> recorder;
  private final ResourceUri resource;
  private final Tally<Kind, Sample> tally =
      new Tally<>(MOST_KINDS, Kind::ofAnybody, (_, later) -> later);

  Floods(Recorder<?> recorder, ResourceUri resource) {
    this.recorder = recorder;
    this.resource = resource;
  }

  /// A request without a token was challenged.
  void challenged(Exchange exchange, String method) {
    var sample = Sample.of(exchange, Refused.of(Refusal.TOKEN_MISSING), method, Optional.empty());
    if (passes(sample, CHALLENGES_SHOWN)) {
      recorder.tell(exchange, new ResourceChallenged(resource, method, exchange.caller()));
    }
  }

  /// A call was refused.
  void refused(Exchange exchange, Refused refused, String method, Optional<AccessToken> token) {
    var sample = Sample.of(exchange, refused, method, token);
    if (passes(sample, REFUSALS_SHOWN)) {
      recorder.tell(exchange, event(sample, 1));
    }
  }

  private boolean passes(Sample sample, int first) {
    return tally.passes(sample.kind(), first, recorder.log().now(), sample);
  }

  /// Writes what was counted since the last flush.
  void flush() {
    for (var counted : tally.take()) {
      var isOfOne = counted.kind().equals(counted.sample().kind());
      var sample = isOfOne ? counted.sample() : counted.sample().ofAnybody();
      recorder.tell(sample.heading, event(sample, counted.repeated().count()));
    }
  }

  private CallRefused event(Sample sample, long count) {
    return new CallRefused(
        sample.refused.refusal(),
        sample.token.map(AccessToken::client),
        sample.token.map(AccessToken::account),
        resource,
        sample.method,
        count,
        sample.refused.evidence(),
        sample.caller);
  }
}
