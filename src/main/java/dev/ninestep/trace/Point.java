package dev.ninestep.trace;

import dev.ninestep.event.Position;
import dev.ninestep.event.Topic;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A point in the history of a flow.
public sealed interface Point {

  /// A time: what the log had by then.
  ///
  /// @param at the last moment that counts
  record Time(Instant at) implements Point {}

  /// A place in the log: what stood before it and in it.
  ///
  /// @param position the place
  record Place(Position position) implements Point {}

  /// Neither.
  ///
  /// @param why what to write instead
  record Unclear(String why) implements Point {}

  /// What [#place] reads.
  Pattern PLACE = Pattern.compile("(flow|calls)/(\\d{1,9})@(\\d{1,18})");

  /// Reads a point.
  ///
  /// @param text a place as a story names it, such as `FLOW/3@1207`; or a time. One that is exact
  ///   to the minute only means the whole minute
  /// @param now the log's time, for what is said relative to it
  /// @return what it means
  static Point of(String text, Instant now) {
    return place(text).<Point>map(Place::new).orElseGet(() -> time(text, now));
  }

  /// Reads a place as [Position] writes itself.
  ///
  /// @param text `FLOW/3@1207`, in any case
  /// @return the place, or empty when it is none
  static Optional<Position> place(String text) {
    var place = PLACE.matcher(text.strip().toLowerCase(Locale.ROOT));
    return place.matches()
        ? Optional.of(
            new Position(
                Topic.valueOf(place.group(1).toUpperCase(Locale.ROOT)),
                Integer.parseInt(place.group(2)),
                Long.parseLong(place.group(3))))
        : Optional.empty();
  }

  private static Point time(String text, Instant now) {
    try {
      return new Time(Instant.parse(text.strip()));
    } catch (DateTimeException _) {
      return switch (Moment.of(text, now)) {
        case Moment.Known known -> new Time(known.until().minusNanos(1));
        case Moment.Unclear _ ->
            new Unclear(
                "neither a time such as 2026-11-21T14:03:20Z nor a place in the log such as"
                    + " FLOW/3@1207");
      };
    }
  }
}
