package dev.ninestep.fold;

import java.util.Arrays;

/// Counts what happened within the last sixty seconds, to the second.
public final class SlidingMinute {

  /// How many.
  public static final int SECONDS = 60;

  private final int[] counts = new int[SECONDS];
  private long newest = Long.MIN_VALUE;

  /// Counts one more.
  ///
  /// @param second when it happened; before the newest, when a partition runs behind another
  public void count(long second) {
    count(second, 1);
  }

  /// Counts several more.
  ///
  /// @param second when they happened, likewise
  /// @param times how many
  public synchronized void count(long second, int times) {
    if (newest == Long.MIN_VALUE || second - newest >= SECONDS) {
      Arrays.fill(counts, 0);
      newest = second;
    }
    while (newest < second) {
      counts[slot(++newest)] = 0;
    }
    if (newest - second < SECONDS) {
      counts[slot(second)] += times;
    }
  }

  /// How many are within the minute that ends with a second. What is counted later than that is
  /// within it too: a partition may run ahead of whoever asks.
  ///
  /// @param now the second
  /// @return how many
  public synchronized long within(long now) {
    var within = 0L;
    for (var second = Math.max(now - SECONDS + 1, newest - SECONDS + 1);
        second <= newest;
        second++) {
      within += counts[slot(second)];
    }
    return within;
  }

  /// How many seconds have to pass until fewer than so many are within the minute.
  ///
  /// @param limit how many are too many, at least 1
  /// @param now the second it is
  /// @return whole seconds, 0 when there are fewer already
  public synchronized long until(int limit, long now) {
    var within = within(now);
    var oldest = Math.max(now - SECONDS + 1, newest - SECONDS + 1);
    var waited = 0L;
    while (within >= limit && oldest <= newest) {
      within -= counts[slot(oldest)];
      waited = oldest + SECONDS - now;
      oldest++;
    }
    return waited;
  }

  /// Whether nothing that was counted is within the minute any more.
  ///
  /// @param now the second it is
  /// @return true when all of it is over
  public synchronized boolean isOver(long now) {
    return now - newest >= SECONDS;
  }

  private static int slot(long second) {
    return (int) Math.floorMod(second, (long) SECONDS);
  }
}
