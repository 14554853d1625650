package dev.ninestep.event;

import java.time.Instant;

/// How often the same happened, where that was counted and not written one by one.
///
/// @param count how many times the fact stands for, at least 1
/// @param first when it happened first, in the log's time as the writer knew it
/// @param last when it happened last, likewise
public record Repeated(long count, Instant first, Instant last) {

  /// @throws IllegalArgumentException when it stands for nothing
  public Repeated {
    if (count < 1) {
      throw new IllegalArgumentException("count is less than 1");
    }
  }
}
