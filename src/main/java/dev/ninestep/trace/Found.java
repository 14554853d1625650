package dev.ninestep.trace;

import dev.ninestep.event.Logged;
import java.util.List;

/// What looking for the story of a flow came to.
public sealed interface Found {

  /// There is one.
  ///
  /// @param story the story
  /// @param own the flow's own records, in the log's order, with those that the story does not tell
  ///   since they came later
  record Told(Story story, List<Logged> own) implements Found {

    /// Copies the list.
    public Told {
      own = List.copyOf(own);
    }
  }

  /// Nothing is known of the flow, or not to this reader.
  record Nothing() implements Found {}

  /// There is one, but not at the point that was asked for.
  ///
  /// @param why between which points there is
  record OutOfRange(String why) implements Found {}
}
