package dev.ninestep.app.bench;

import java.util.Locale;
import java.util.regex.Pattern;

/// What a pod's `ninestep.loop.delay` says: how often its event loops were looked at, and how often
/// they came late.
///
/// @param ticks how often they were looked at
/// @param late how often they came more than 50 ms late
/// @param veryLate how often more than 100 ms
record LateTicks(long ticks, long late, long veryLate) {

  private static final Pattern BUCKET =
      Pattern.compile(
          "^ninestep_loop_delay_seconds_bucket\\{le=\"([^\"]+)\"} (\\S+)", Pattern.MULTILINE);

  /// Reads the metrics of a pod.
  static LateTicks in(String metrics) {
    var ticks = 0L;
    var within50 = 0L;
    var within100 = 0L;
    for (var bucket : BUCKET.matcher(metrics).results().toList()) {
      var count = (long) Double.parseDouble(bucket.group(2));
      switch (bucket.group(1)) {
        case "0.05" -> within50 = count;
        case "0.1" -> within100 = count;
        case "+Inf" -> ticks = count;
        default -> {
          // The other bounds are not asked for.
        }
      }
    }
    return new LateTicks(ticks, ticks - within50, ticks - within100);
  }

  /// What came after an earlier look.
  LateTicks since(LateTicks earlier) {
    return new LateTicks(ticks - earlier.ticks, late - earlier.late, veryLate - earlier.veryLate);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "of %,d looks at an event loop %,d found it more than 50 ms late, %,d more than 100 ms",
        ticks,
        late,
        veryLate);
  }
}
