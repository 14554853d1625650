package dev.ninestep.gateway;

import dev.ninestep.decision.KeepPace;
import dev.ninestep.event.AccountCalled;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.fold.AccountCalls;
import dev.ninestep.fold.SlidingMinute;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.TillId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Holds accounts to so many calls a minute. No call waits for it: what went through this pod it
/// counts itself, exactly; what went through others they tell the log, each time that a twentieth
/// of the limit has come together. So a log of many quiet accounts and a few loud ones holds the
/// loud ones alone, and note 0014 gives the bound.
///
/// One of these serves all event loops of a pod, for one resource; any thread.
final class Pace {

  private static final int PARTS = 20;

  /// What one account called through this pod.
  private static final class Own {
    private final SlidingMinute calls = new SlidingMinute();

    /// What of it the log has not been told.
    private SlidingMinute untold = new SlidingMinute();
  }

  private final Recorder<?> recorder;
  private final AccountCalls calls;
  private final ResourceUri resource;
  private final TillId pod;
  private final int perMinute;
  private final int part;
  private final Map<AccountId, Own> accounts = new ConcurrentHashMap<>();
  private volatile long swept;

  Pace(Recorder<?> recorder, AccountCalls calls, ResourceUri resource, TillId pod, int perMinute) {
    this.recorder = recorder;
    this.calls = calls;
    this.resource = resource;
    this.pod = pod;
    this.perMinute = perMinute;
    this.part = Math.max(1, perMinute / PARTS);
  }

  /// A call that came too soon.
  ///
  /// @param refused why
  /// @param retryAfter how long its account has to wait, in whole seconds
  record TooSoon(Refused refused, Duration retryAfter) {}

  /// Counts a call, unless its account has to wait.
  ///
  /// @return empty when it was counted
  Optional<TooSoon> take(AccountId account, Exchange exchange) {
    var now = recorder.log().now().getEpochSecond();
    sweep(now);
    var taken = new Taken();
    accounts.compute(
        account,
        (_, known) -> {
          var own = known == null ? new Own() : known;
          taken.wait = wait(account, own.calls, now);
          if (taken.wait > 0) {
            return known;
          }
          own.calls.count(now);
          taken.toTell = toTell(own, now);
          return own;
        });
    if (taken.toTell > 0) {
      recorder.tell(exchange, new AccountCalled(account, resource, pod, taken.toTell));
    }
    var wait = Duration.ofSeconds(taken.wait);
    return new KeepPace(perMinute, wait).decide().map(refused -> new TooSoon(refused, wait));
  }

  private static final class Taken {
    private int wait;
    private int toTell;
  }

  /// In whole seconds; zero when it may call now.
  private int wait(AccountId account, SlidingMinute own, long now) {
    var wait = 0;
    while (wait < SlidingMinute.SECONDS && isFull(account, own, now + wait)) {
      wait++;
    }
    return wait;
  }

  private boolean isFull(AccountId account, SlidingMinute own, long now) {
    return own.within(now) + calls.elsewhere(account, resource, pod, now) >= perMinute;
  }

  /// How many calls are to be told now. Those of a minute ago are told to nobody any more.
  private int toTell(Own own, long now) {
    own.untold.count(now);
    var untold = Math.toIntExact(own.untold.within(now));
    if (untold < part) {
      return 0;
    }
    own.untold = new SlidingMinute();
    return untold;
  }

  /// How many accounts are being counted.
  int size() {
    return accounts.size();
  }

  /// Forgets who has not called for a minute, and never while they call.
  private void sweep(long now) {
    if (now - swept >= SlidingMinute.SECONDS) {
      swept = now;
      accounts
          .keySet()
          .forEach(one ->
              accounts.computeIfPresent(one, (_, own) -> own.calls.isOver(now) ? null : own));
    }
  }
}
