package dev.ninestep.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What was used lately, in two generations: whatever is asked for moves into the younger one, and
/// once that is half of all that may be kept, or half as old as anything unused may be, the older
/// one is let go. So to find something is a look in a hash table that changes nothing, but for the
/// first time in a generation, where a cache that knows the order of use takes a note of every one.
/// Any thread.
///
/// It ages when something moves or is added: what nobody touches does not grow.
///
/// @param <K> under what it is kept
/// @param <V> what is kept
final class Generations<K, V> {

  /// @param began by the clock
  private record Two<K, V>(Map<K, V> younger, Map<K, V> older, long began) {}

  private final int half;
  private final long halfLife;
  private final LongSupplier nanos;
  private volatile Two<K, V> two;

  /// Nothing yet.
  ///
  /// @param most how many are kept, at most
  /// @param unused for how long something that nobody asks for may be kept
  /// @param nanos a clock such as [System#nanoTime()]
  Generations(int most, Duration unused, LongSupplier nanos) {
    this.half = most / 2;
    this.halfLife = unused.toNanos() / 2;
    this.nanos = nanos;
    this.two = following(new ConcurrentHashMap<>());
  }

  private Two<K, V> following(Map<K, V> older) {
    return new Two<>(new ConcurrentHashMap<>(), older, nanos.getAsLong());
  }

  /// Looks for something.
  @Nullable V get(K key) {
    var now = two;
    var kept = now.younger.get(key);
    return kept == null && now.older.containsKey(key) ? moved(key) : kept;
  }

  /// It may have been forgotten since it was seen in the older one.
  private synchronized @Nullable V moved(K key) {
    var kept = known(key);
    return kept == null ? null : add(key, kept);
  }

  private @Nullable V known(K key) {
    var kept = two.younger.get(key);
    return kept == null ? two.older.get(key) : kept;
  }

  /// Keeps something, unless there is something under this key already.
  ///
  /// @return what is kept
  synchronized V add(K key, V value) {
    var other = known(key);
    var kept = other == null ? value : other;
    if (two.younger.size() >= half || nanos.getAsLong() - two.began >= halfLife) {
      two = following(two.younger);
    }
    two.younger.put(key, kept);
    return kept;
  }

  /// Forgets one.
  synchronized void remove(K key) {
    two.younger.remove(key);
    two.older.remove(key);
  }

  /// Forgets all.
  synchronized void clear() {
    two = following(new ConcurrentHashMap<>());
  }
}
