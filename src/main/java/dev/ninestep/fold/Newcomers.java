package dev.ninestep.fold;

import dev.ninestep.protocol.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;

/// Clients that have registered and not been used yet: which of them are due to be forgotten, and
/// how many came from one address of late. One thread adds; any thread may count.
final class Newcomers {

  private static final Duration LATELY = Duration.ofHours(1);
  private static final int ADDRESSES_BEFORE_SWEEPING = 1_024;

  /// @param at when it was last heard of, as far as was known when it was put here
  private record Newcomer(ClientId id, Instant at) {}

  private final PriorityQueue<Newcomer> oldestFirst =
      new PriorityQueue<>(Comparator.comparing(Newcomer::at));
  private final Map<String, List<Instant>> byAddress = new ConcurrentHashMap<>();
  private int addedSinceSweep;

  /// A client that is there already.
  void restored(ClientId id, Instant at) {
    oldestFirst.add(new Newcomer(id, at));
  }

  /// A client that has registered just now.
  void came(ClientId id, String address, Instant at) {
    restored(id, at);
    byAddress.merge(address, List.of(at), (before, now) -> together(before, now, at));
    if (++addedSinceSweep >= ADDRESSES_BEFORE_SWEEPING) {
      addedSinceSweep = 0;
      byAddress.values().removeIf(times -> !isLately(times.getLast(), at));
    }
  }

  private static List<Instant> together(List<Instant> before, List<Instant> now, Instant at) {
    var times = new ArrayList<>(before.stream().filter(time -> isLately(time, at)).toList());
    times.addAll(now);
    return List.copyOf(times);
  }

  private static boolean isLately(Instant time, Instant now) {
    return time.isAfter(now.minus(LATELY));
  }

  /// How long it takes until fewer than so many came from an address within an hour, in whole
  /// seconds.
  Duration wait(String address, int perHour, Instant now) {
    var times =
        byAddress.getOrDefault(address, List.of()).stream()
            .filter(time -> isLately(time, now))
            .sorted()
            .toList();
    return times.size() < perHour
        ? Duration.ZERO
        : inWholeSeconds(Duration.between(now, times.get(times.size() - perHour).plus(LATELY)));
  }

  private static Duration inWholeSeconds(Duration time) {
    return Duration.ofSeconds(time.plusNanos(999_999_999).toSeconds());
  }

  /// Takes out those that came so long ago that they are used, forgotten, or were heard of since.
  List<ClientId> due(Instant past) {
    var due = new ArrayList<ClientId>();
    for (var first = oldestFirst.peek();
        first != null && first.at.plus(Client.UNUSED).isBefore(past);
        first = oldestFirst.peek()) {
      due.add(first.id);
      oldestFirst.remove();
    }
    return due;
  }
}
