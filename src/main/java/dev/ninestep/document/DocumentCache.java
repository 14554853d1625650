package dev.ninestep.document;

import dev.ninestep.decision.ReadClientDocument;
import dev.ninestep.protocol.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The documents read last. When there are too many, the one that was not asked for longest goes.
///
/// Safe for any number of threads.
final class DocumentCache {

  private final int most;
  private final InstantSource clock;
  private final Map<ClientId, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  private record Entry(ReadClientDocument document, Instant freshUntil, Instant usableUntil) {}

  /// @param most documents kept
  DocumentCache(int most, InstantSource clock) {
    this.most = most;
    this.clock = clock;
  }

  /// A document that need not be fetched.
  synchronized Optional<ReadClientDocument> fresh(ClientId client) {
    return Optional.ofNullable(entries.get(client))
        .filter(entry -> clock.instant().isBefore(entry.freshUntil))
        .map(Entry::document);
  }

  /// A document that may be used while it cannot be fetched.
  synchronized Optional<ReadClientDocument> usable(ClientId client) {
    return Optional.ofNullable(entries.get(client))
        .filter(entry -> clock.instant().isBefore(entry.usableUntil))
        .map(Entry::document);
  }

  /// Keeps what was read.
  ///
  /// @param fresh for how long it need not be fetched; empty when it may not be kept
  synchronized void keep(ReadClientDocument document, Optional<Duration> fresh) {
    var client = document.url().client();
    if (fresh.isEmpty()) {
      entries.remove(client);
      return;
    }
    var now = clock.instant();
    entries.put(client, new Entry(document, now.plus(fresh.get()), now.plus(Freshness.LONGEST)));
    if (entries.size() > most) {
      entries.remove(entries.keySet().iterator().next());
    }
  }

  /// Forgets what its server has taken back.
  synchronized void drop(ClientId client) {
    entries.remove(client);
  }

  synchronized int size() {
    return entries.size();
  }
}
