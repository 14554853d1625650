package dev.ninestep.app.bench;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/// Latencies, measured in several turns. A machine that stands still for a third of a second
/// decides alone what the 99th percentile of half a minute is, so that of the median turn is told
/// beside it.
final class Turns {

  private static final int DIGITS = 3;

  private final List<Histogram> each = new ArrayList<>();
  private final Histogram all = new Histogram(DIGITS);

  /// Adds a turn, in microseconds.
  void add(Histogram turn) {
    each.add(turn);
    all.add(turn);
  }

  /// A percentile of the median turn, in milliseconds.
  double median(double percentile) {
    var sorted = each.stream().mapToDouble(turn -> millis(turn, percentile)).sorted().toArray();
    var middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /// A percentile of all turns together, in milliseconds.
  double together(double percentile) {
    return millis(all, percentile);
  }

  private static double millis(Histogram microseconds, double percentile) {
    return microseconds.getValueAtPercentile(percentile) / 1_000.0;
  }
}
