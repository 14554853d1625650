package dev.ninestep.exchange;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Lets the log hear once a minute of what somebody does over and over, and how often it was since.
/// Any thread.
public final class Sparingly {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MOST = 10_000;

  private final Cache<String, AtomicLong> heard =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(MINUTE).build();

  /// Counts one more.
  ///
  /// @param what what is done, and by whom
  /// @return whether it is the first within a minute, and so worth a record
  public boolean isNews(String what) {
    return heard.get(what, _ -> new AtomicLong()).getAndIncrement() == 0;
  }
}
