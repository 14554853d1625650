package dev.ninestep.gateway;

import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.MeteredSecond;
import dev.ninestep.exchange.Heading;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.ResourceUri;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was counted of one grant since it was last written, by the second.
final class Tally {

  private final Heading heading;
  private final AccessToken token;
  private final long first;
  private final List<MeteredSecond> later = new ArrayList<>();
  private long calls;
  private Amount cost = Amount.ZERO;
  private long current;
  private long currentCalls;
  private Amount currentCost = Amount.ZERO;

  /// @param heading of its first call
  /// @param first the second of that, since the epoch
  Tally(Heading heading, AccessToken token, long first) {
    this.heading = heading;
    this.token = token;
    this.first = first;
    this.current = first;
  }

  /// One call more.
  ///
  /// @param second in which, no earlier than the last one's
  void add(long second, Amount price) {
    if (second > current) {
      closeSecond();
      current = second;
      currentCalls = 0;
      currentCost = Amount.ZERO;
    }
    calls++;
    cost = cost.plus(price).orElse(Amount.MOST);
    currentCalls++;
    currentCost = currentCost.plus(price).orElse(Amount.MOST);
  }

  private void closeSecond() {
    if (current > first) {
      later.add(new MeteredSecond(Math.toIntExact(current - first), currentCalls, currentCost));
    }
  }

  Heading heading() {
    return heading;
  }

  /// The fact that stands for all of it; to be asked for once, at the end.
  CallsMetered event(ResourceUri resource) {
    closeSecond();
    return new CallsMetered(
        token.client(),
        token.account(),
        resource,
        Instant.ofEpochSecond(first),
        calls,
        cost,
        Optional.of(later).filter(seconds -> !seconds.isEmpty()));
  }
}
