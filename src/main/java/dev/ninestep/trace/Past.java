package dev.ninestep.trace;

import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What a story was told from at an earlier point: the records up to it, and none of those after.
///
/// @param material the records
/// @param horizon the point, from where it is told
record Past(Material material, Horizon horizon) {

  /// Goes back to a point.
  ///
  /// @param all what is known at present
  /// @param point where to
  /// @param present the horizon of today
  /// @return what was known then, or empty when the flow had not begun, or the point is not of this
  ///   flow, or is yet to come
  static Optional<Past> of(Material all, Point point, Horizon present) {
    return switch (point) {
      case Point.Time(var at) when at.isAfter(present.now()) -> Optional.empty();
      case Point.Time(var at) -> of(all, count(all.own(), at), at, present);
      case Point.Place(var position) ->
          last(all.own(), position)
              .flatMap(index -> of(all, index + 1, all.own().get(index).at(), present));
      case Point.Unclear _ -> Optional.empty();
    };
  }

  private static int count(List<Logged> own, Instant at) {
    return (int) own.stream().filter(record -> !record.at().isAfter(at)).count();
  }

  private static Optional<Integer> last(List<Logged> own, Position position) {
    return IntStream.range(0, own.size())
        .boxed()
        .filter(index -> isUpTo(own.get(index).position(), position))
        .reduce((_, later) -> later);
  }

  private static boolean isUpTo(Position it, Position end) {
    return it.topic() == end.topic()
        && it.partition() == end.partition()
        && it.offset() <= end.offset();
  }

  private static Optional<Past> of(Material all, int told, Instant at, Horizon present) {
    var own = all.own();
    return told == 0
        ? Optional.empty()
        : Optional.of(
            new Past(
                new Material(
                    all.flow(),
                    own.subList(0, told),
                    until(at, all.registration()),
                    until(at, all.discovery()),
                    all.surroundings().until(at)),
                new Horizon(
                    at,
                    present.wholeUntil(),
                    Optional.of(new Horizon.AsOf(at, own.size() - told)),
                    present.kept())));
  }

  private static List<Logged> until(Instant at, List<Logged> records) {
    return records.stream().filter(record -> !record.at().isAfter(at)).toList();
  }
}
