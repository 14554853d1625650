package dev.ninestep.event;

import dev.ninestep.protocol.Amount;

/// What was counted in one of the seconds that one [CallsMetered] stands for.
///
/// @param after how many seconds after its first one, at least 1
/// @param count how many calls were let through, at least 1
/// @param cost what they cost together
public record MeteredSecond(int after, long count, Amount cost) {

  /// @throws IllegalArgumentException when it is the first one, or nothing was counted
  public MeteredSecond {
    if (after < 1) {
      throw new IllegalArgumentException("after is less than 1");
    }
    if (count < 1) {
      throw new IllegalArgumentException("count is less than 1");
    }
  }
}
