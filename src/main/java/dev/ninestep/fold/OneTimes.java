package dev.ninestep.fold;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// All that counted once and has not lapsed. One thread writes; any thread reads.
///
/// What has lapsed counts as [OneTime.Unused] from that moment; its memory is given back when the
/// table has doubled since it was last swept, if by then nobody can ask about an earlier moment.
final class OneTimes {

  private static final OneTime UNUSED = new OneTime.Unused();
  private static final int SMALLEST = 1_024;

  private final Map<String, OneTime> known = new ConcurrentHashMap<>();
  private final Supplier<Instant> past;
  private int sweepAt = SMALLEST;

  /// @param past a moment in the log's time that no record still to come is older than
  OneTimes(Supplier<Instant> past) {
    this.past = past;
  }

  OneTime get(String hash, Instant now) {
    var found = known.getOrDefault(hash, UNUSED);
    return found.lapsesAt().isBefore(now) ? UNUSED : found;
  }

  void put(String hash, OneTime state) {
    if (state instanceof OneTime.Unused) {
      return;
    }
    if (known.size() >= sweepAt) {
      var before = past.get();
      known.values().removeIf(kept -> kept.lapsesAt().isBefore(before));
      sweepAt = Math.max(SMALLEST, 2 * known.size());
    }
    known.put(hash, state);
  }

  int size() {
    return known.size();
  }
}
