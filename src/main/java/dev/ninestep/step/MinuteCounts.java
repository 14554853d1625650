package dev.ninestep.step;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ninestep.fold.SlidingMinute;
import java.time.Duration;
import java.time.Instant;

/// How often somebody did something within the last minute, as far as this pod knows: for what the
/// log is better spared, or cannot take just now. Any thread.
final class MinuteCounts {

  private static final int MOST = 10_000;
  private static final Duration FORGOTTEN = Duration.ofMinutes(2);

  private final Cache<String, SlidingMinute> minutes =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(FORGOTTEN).build();

  void count(String who, Instant now) {
    minutes.get(who, _ -> new SlidingMinute()).count(now.getEpochSecond());
  }

  /// How long somebody has to wait until it is fewer than so often again.
  ///
  /// @return whole seconds; zero when it is now
  Duration wait(String who, int limit, Instant now) {
    var minute = minutes.getIfPresent(who);
    return minute == null
        ? Duration.ZERO
        : Duration.ofSeconds(minute.until(limit, now.getEpochSecond()));
  }
}
