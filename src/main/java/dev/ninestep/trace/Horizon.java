package dev.ninestep.trace;

import dev.ninestep.projection.Kept;
import java.time.Instant;
import java.util.Optional;

/// From when a story is told, and how far it can be seen from there.
///
/// @param now when it is told, in the log's time; what lapses later has not lapsed
/// @param wholeUntil until when no record of the flow can be missing; what would be later may not
///   have been projected yet
/// @param asOf the point at which it is told, when that is not the present
/// @param kept what is older has been let go of
public record Horizon(Instant now, Optional<Instant> wholeUntil, Optional<AsOf> asOf, Kept kept) {

  /// A point in the past at which a story is told.
  ///
  /// @param at the last moment that is told, in the log's time
  /// @param later how many records of the flow came after it, and are not told
  public record AsOf(Instant at, int later) {}

  /// The present, of which all is known.
  ///
  /// @param now the log's time
  /// @return the horizon
  public static Horizon at(Instant now) {
    return new Horizon(now, Optional.empty(), Optional.empty(), Kept.EVERYTHING);
  }
}
