package dev.ninestep.fold;

import dev.ninestep.event.AccountCalled;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.TillId;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How often each account called each resource within the last minute, as the pods have told the
/// log. Only calls of resources that limit them are told, and those of one pod some at a time, so
/// whoever asks counts what went through it itself.
///
/// One thread counts; any thread asks.
public final class AccountCalls {

  private record Called(AccountId account, ResourceUri resource) {}

  private final Map<Called, Map<TillId, SlidingMinute>> minutes = new ConcurrentHashMap<>();
  private long swept;

  AccountCalls() {}

  void see(AccountCalled event, Instant at) {
    var second = at.getEpochSecond();
    minutes
        .computeIfAbsent(
            new Called(event.account(), event.resource()), _ -> new ConcurrentHashMap<>())
        .computeIfAbsent(event.till(), _ -> new SlidingMinute())
        .count(second, event.calls());
    if (second - swept >= SlidingMinute.SECONDS) {
      swept = second;
      minutes.values().removeIf(tills -> isOver(tills, second));
    }
  }

  private static boolean isOver(Map<TillId, SlidingMinute> tills, long second) {
    tills.values().removeIf(minute -> minute.isOver(second));
    return tills.isEmpty();
  }

  /// How many calls of an account other pods have told of that are within a minute.
  ///
  /// @param account who called
  /// @param resource what
  /// @param own the pod that asks, whose own do not count
  /// @param now the second at which the minute ends; one to come is asked what will be left then
  /// @return how many
  public long elsewhere(AccountId account, ResourceUri resource, TillId own, long now) {
    var sum = 0L;
    var tills = minutes.get(new Called(account, resource));
    if (tills != null) {
      for (var till : tills.entrySet()) {
        if (!till.getKey().equals(own)) {
          sum += till.getValue().within(now);
        }
      }
    }
    return sum;
  }

  /// How many accounts are being counted, once for each resource.
  int size() {
    return minutes.size();
  }
}
