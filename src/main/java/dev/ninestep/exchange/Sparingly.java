package dev.ninestep.exchange;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/// Lets the log hear once a minute of what somebody does over and over. How often it was since,
/// nobody counts. Any thread.
public final class Sparingly {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int MOST = 10_000;

  private final Cache<String, Boolean> heard =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(MINUTE).build();

  /// Whether something is worth a record.
  ///
  /// @param what what is done, and by whom
  /// @return whether it is the first within a minute
  public boolean isNews(String what) {
    return heard.asMap().putIfAbsent(what, true) == null;
  }
}
