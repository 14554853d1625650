package dev.ninestep.console;

import dev.ninestep.projection.Overview;
import dev.ninestep.projection.Overview.Flows;
import dev.ninestep.projection.Overview.Minute;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An hour as it is drawn: a bar for each minute, as high as flows began in it, filled as far as
/// they came to tokens.
///
/// @param bars the bars, from left to right
/// @param highest how many flows the highest stands for
public record Chart(List<Bar> bars, long highest) {

  private static final int APART = 16;
  private static final int HEIGHT = 120;

  /// One minute.
  ///
  /// @param x its left edge
  /// @param at when it begins
  /// @param flows what happened in it
  /// @param began how high it is
  /// @param completed how far up it is filled
  public record Bar(int x, Instant at, Flows flows, int began, int completed) {

    /// {@return where its top is}
    public int top() {
      return HEIGHT - began;
    }

    /// {@return where the top of what is filled is}
    public int filled() {
      return HEIGHT - completed;
    }
  }

  /// Copies the list.
  public Chart {
    bars = List.copyOf(bars);
  }

  /// Draws an overview.
  ///
  /// @param overview what was counted
  /// @return its chart
  public static Chart of(Overview overview) {
    var flows = overview.minutes().stream().collect(Collectors.toMap(Minute::at, Minute::flows));
    var highest = flows.values().stream().mapToLong(Flows::began).max().orElse(0);
    var first = overview.until().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MINUTES);
    var last = overview.until().truncatedTo(ChronoUnit.MINUTES);
    var bars =
        Stream.iterate(first, at -> !at.isAfter(last), at -> at.plus(1, ChronoUnit.MINUTES))
            .map(at -> {
              var x = (int) ChronoUnit.MINUTES.between(first, at) * APART;
              var of = flows.getOrDefault(at, Flows.NONE);
              return new Bar(x, at, of, high(of.began(), highest), high(of.completed(), highest));
            })
            .toList();
    return new Chart(bars, highest);
  }

  private static int high(long count, long highest) {
    return highest == 0 ? 0 : (int) Math.ceilDiv(count * HEIGHT, highest);
  }

  /// {@return how wide the drawing is}
  public int width() {
    return bars.size() * APART;
  }

  /// {@return the same in words, for who cannot see it}
  public String described() {
    return "From %s to %s, at most %d in a minute."
        .formatted(Times.minute(bars.getFirst().at()), Times.minute(bars.getLast().at()), highest);
  }
}
