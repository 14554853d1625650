package dev.ninestep.app.bench;

import dev.ninestep.fold.Grant;
import dev.ninestep.fold.Lifetimes;
import dev.ninestep.fold.Presentation;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.FlowId;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/// What the fold keeps of a live grant.
final class GrantMemory {

  private static final int GRANTS = 1_000_000;

  private GrantMemory() {}

  /// Bytes a grant, in a table made for as many.
  static double sizedBytes() {
    return bytes(GRANTS);
  }

  /// Bytes a grant, in a table that grew to as many by itself.
  static double grownBytes() {
    return bytes(0);
  }

  private static double bytes(int expected) {
    var now = Instant.ofEpochMilli(1_800_000_000_000L);
    var table = new dev.ninestep.fold.Grants(expected, () -> now);
    var random = new SplittableRandom(1);
    var state =
        new Grant.Active(
            3,
            now.plus(Duration.ofDays(30)),
            new Presentation(new AttemptId(7), 2, now.plus(Duration.ofDays(30)), 0),
            false,
            new Lifetimes(Duration.ofDays(30), now.plus(Duration.ofDays(365))));
    for (var i = 0; i < GRANTS; i++) {
      table.put(new FlowId(random.nextLong(), random.nextLong()), state);
    }
    return (double) table.bytes() / table.size();
  }
}
