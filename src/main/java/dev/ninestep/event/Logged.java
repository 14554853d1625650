package dev.ninestep.event;

import java.time.Instant;
import java.util.Optional;

/// A record read back from the log: what it says, or that nobody here can read it. Nothing is ever
/// skipped.
public sealed interface Logged {

  /// Where it stands.
  ///
  /// @return the position
  Position position();

  /// When the log took it (`LogAppendTime`): the only time lifetimes are judged by.
  ///
  /// @return the log's time
  Instant at();

  /// A fact this program understands.
  ///
  /// @param position where it stands
  /// @param at the log's time
  /// @param fact what it says
  record Known(Position position, Instant at, Fact fact) implements Logged {}

  /// A record this program cannot decode. It closes the aggregate its key names: that flow fails
  /// closed, the others go on. One whose type says that it is only [Event.Told] closes nothing.
  ///
  /// @param position where it stands
  /// @param at the log's time
  /// @param key the aggregate it closes, or empty when it closes none: not even the key can be
  ///   read, or it was only told
  /// @param why what could not be read, without the content
  record Unreadable(Position position, Instant at, Optional<Key> key, String why)
      implements Logged {}
}
