package dev.ninestep.projection;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How long the index keeps events, at least one day of each kind.
///
/// @param flows how somebody connected; as long as this the calls of a day are counted, and the
///   states of grants that have ended are kept
/// @param calls what the gateway let through or refused
/// @param discovery what was asked before anybody said who they are
/// @param audit what operators did, and who looked at what; whole months are dropped of it, and
///   whole days of the others
public record Retention(Duration flows, Duration calls, Duration discovery, Duration audit) {

  /// A month of flows, two weeks of calls, one of discovery, and a year of what operators did.
  public static final Retention DEFAULTS =
      new Retention(
          Duration.ofDays(30), Duration.ofDays(14), Duration.ofDays(7), Duration.ofDays(365));

  /// @throws IllegalArgumentException when one of them is too short
  public Retention {
    for (var lasts : List.of(flows, calls, discovery, audit)) {
      if (lasts.compareTo(Duration.ofDays(1)) < 0) {
        throw new IllegalArgumentException("retention must be at least one day: " + lasts);
      }
    }
  }

  /// Everything for the same time.
  ///
  /// @param lasts how long
  /// @return the retention
  public static Retention all(Duration lasts) {
    return new Retention(lasts, lasts, lasts, lasts);
  }

  /// How long a kind is kept.
  Duration of(EventKind kind) {
    return switch (kind) {
      case FLOWS -> flows;
      case CALLS -> calls;
      case DISCOVERY -> discovery;
      case AUDIT -> audit;
    };
  }

  /// The first day of which a kind is kept.
  LocalDate first(EventKind kind, Instant now) {
    return kind.partition(now.minus(of(kind)));
  }

  /// What is kept at a time.
  Kept at(Instant now) {
    var since = new EnumMap<EventKind, Kept.Since>(EventKind.class);
    for (var kind : EventKind.values()) {
      since.put(kind, new Kept.Since(Stored.midnight(first(kind, now)), of(kind)));
    }
    return new Kept(Map.copyOf(since));
  }
}
