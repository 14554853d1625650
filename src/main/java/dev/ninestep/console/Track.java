package dev.ninestep.console;

import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.trace.Horizon;
import dev.ninestep.trace.Sentence;
import dev.ninestep.trace.Story;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The records of a flow one by one, each of them a point from which the flow can be told: how it
/// began, and what is around the point from which it is told now.
///
/// @param marks the records that are listed, the oldest first
/// @param after how many came after the last that is listed
/// @param earlier the record before the point, if there is one
/// @param later the record after the point, if there is one
public record Track(
    List<Mark> marks, int after, Optional<Position> earlier, Optional<Position> later) {

  private static final int FIRST = 30;
  private static final int AROUND = 60;

  /// A record.
  ///
  /// @param position where it stands in the log
  /// @param at when the log took it
  /// @param step the number of its step, or nothing where it cannot be read
  /// @param said what it says
  /// @param before how many before it are not listed
  /// @param kind where it stands to the point
  public record Mark(
      Position position, Instant at, String step, String said, int before, Kind kind) {}

  /// Where a record stands to the point from which the flow is told.
  public enum Kind {
    /// It is told.
    TOLD,
    /// It is the last that is told.
    HERE,
    /// It came later and is not told.
    LATER
  }

  /// Copies the list.
  public Track {
    marks = List.copyOf(marks);
  }

  /// The track of a story.
  ///
  /// @param story the story
  /// @param own the flow's own records, with those the story does not tell
  /// @return the track
  static Track of(Story story, List<Logged> own) {
    var here = own.size() - story.horizon().asOf().map(Horizon.AsOf::later).orElse(0) - 1;
    var marks = new ArrayList<Mark>();
    var next = 0;
    for (var i = 0; i < own.size(); i++) {
      if (i < FIRST || Math.abs(i - here) <= AROUND) {
        marks.add(mark(own.get(i), i - next, kind(i, here)));
        next = i + 1;
      }
    }
    return new Track(marks, own.size() - next, at(own, here - 1), at(own, here + 1));
  }

  private static Kind kind(int index, int here) {
    if (index == here) {
      return Kind.HERE;
    }
    return index < here ? Kind.TOLD : Kind.LATER;
  }

  private static Optional<Position> at(List<Logged> own, int index) {
    return index >= 0 && index < own.size()
        ? Optional.of(own.get(index).position())
        : Optional.empty();
  }

  private static Mark mark(Logged record, int before, Kind kind) {
    return switch (record) {
      case Logged.Known known -> {
        var event = known.fact().event();
        yield new Mark(
            known.position(), known.at(), event.step().number(), Sentence.of(event), before, kind);
      }
      case Logged.Unreadable broken ->
          new Mark(
              broken.position(), broken.at(), "", "cannot be read: " + broken.why(), before, kind);
    };
  }
}
