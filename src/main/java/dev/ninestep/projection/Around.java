package dev.ninestep.projection;

import java.time.Instant;

/// When events are looked for: from a moment outwards, as far as two others.
///
/// @param from the first moment, in the log's time
/// @param near those nearest to it come first
/// @param until the moment after the last
/// @param each how many at most before `near`, and how many from it on; of a clue that names
///   several refusals, of each of them; 1 to 2,000
public record Around(Instant from, Instant near, Instant until, int each) {

  private static final int MOST = 2_000;

  /// @throws IllegalArgumentException when the number is out of its range
  public Around {
    if (each < 1 || each > MOST) {
      throw new IllegalArgumentException("each must be 1 to " + MOST + ": " + each);
    }
  }
}
