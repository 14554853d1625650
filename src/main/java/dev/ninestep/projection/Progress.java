package dev.ninestep.projection;

import dev.ninestep.log.Partition;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// How far a projector has come.
///
/// @param phase what it is doing
/// @param next of each partition, the next offset it wants; empty while it does not write
/// @param behind how many records the log holds that are not projected, as of the last time it
///   looked, at most a few seconds ago; 0 while it does not write
/// @param lastAt the log's time of the last record it projected
public record Progress(
    Phase phase, Map<Partition, Long> next, long behind, Optional<Instant> lastAt) {

  /// What a projector is doing.
  public enum Phase {
    /// Another projector writes, or none has been found to be gone yet.
    WAITING,
    /// It writes.
    PROJECTING,
    /// The database or the log is away; it tries again and again, from where it stood.
    RETRYING,
    /// The log is not what it was when it was sealed; nothing is written any more.
    HALTED,
    /// It has been closed.
    STOPPED
  }

  /// Before anything has been done.
  static final Progress NONE = new Progress(Phase.WAITING, Map.of(), 0, Optional.empty());

  /// Copies the map.
  public Progress {
    next = Map.copyOf(next);
  }

  Progress idle(Phase phase) {
    return new Progress(phase, Map.of(), 0, lastAt);
  }
}
