package dev.ninestep.settings;

import dev.ninestep.projection.ConnectedApp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/// The calls of the last seven days (UTC) as a chart of seven bars, 104 wide and 28 high.
///
/// @param bars from the first day to today
/// @param calls all of them together
public record Week(List<Bar> bars, long calls) {

  private static final int DAYS = 7;
  private static final int STEP = 15;
  private static final int HIGHEST = 28;

  /// One day.
  ///
  /// @param day the day
  /// @param calls how many calls were let through
  /// @param left where it begins
  /// @param top where its top is, counted from above
  /// @param height its height; a day with any call is at least 3 high, one without 1
  public record Bar(LocalDate day, long calls, int left, int top, int height) {}

  /// Copies the list.
  public Week {
    bars = List.copyOf(bars);
  }

  static Week of(ConnectedApp app, Instant now) {
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    var most = app.calls().values().stream().mapToLong(Long::longValue).max().orElse(0);
    var bars =
        IntStream.range(0, DAYS)
            .mapToObj(i -> {
              var day = today.minusDays(DAYS - 1L - i);
              var calls = app.calls().getOrDefault(day, 0L);
              var height = height(calls, most);
              return new Bar(day, calls, i * STEP, HIGHEST - height, height);
            })
            .toList();
    return new Week(bars, bars.stream().mapToLong(Bar::calls).sum());
  }

  private static int height(long calls, long most) {
    return calls == 0 ? 1 : (int) Math.max(3, HIGHEST * calls / most);
  }
}
