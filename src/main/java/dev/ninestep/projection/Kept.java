package dev.ninestep.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// How far back the index goes. What is older of a kind is gone, and that nothing is found of it
/// does not mean that it never came.
///
/// @param since of each kind from when on all of it is there; a kind that is not named has never
///   been let go of
public record Kept(Map<EventKind, Since> since) {

  /// Nothing has ever been let go of.
  public static final Kept EVERYTHING = new Kept(Map.of());

  /// From when on a kind is kept.
  ///
  /// @param from the first moment, in the log's time
  /// @param lasts how long it is kept at present
  public record Since(Instant from, Duration lasts) {}

  /// Copies the map.
  public Kept {
    since = Map.copyOf(since);
  }

  /// From when on a kind is kept.
  ///
  /// @param kind the kind
  /// @return empty when all there ever was is there
  public Optional<Since> of(EventKind kind) {
    return Optional.ofNullable(since.get(kind));
  }

  /// Whether what came of a kind at a moment is not there any more.
  ///
  /// @param kind the kind
  /// @param at the moment, in the log's time
  /// @return true when it is gone if ever it came
  public boolean isGone(EventKind kind, Instant at) {
    var kept = since.get(kind);
    return kept != null && at.isBefore(kept.from());
  }
}
