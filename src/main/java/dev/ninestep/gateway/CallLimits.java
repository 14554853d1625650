package dev.ninestep.gateway;

import java.util.OptionalInt;

/// What a gateway lets through at most.
///
/// @param perMinute how often an account may call within a minute, whichever of its apps calls and
///   whichever pod it calls; as often as it likes, when empty
/// @param longestBody the longest request body that is passed on, in bytes
public record CallLimits(OptionalInt perMinute, long longestBody) {

  /// No limit but that of bodies: 4 MiB.
  public static final CallLimits USUAL = new CallLimits(OptionalInt.empty(), 4L << 20);

  /// @throws IllegalArgumentException when one makes no sense; the message names it
  public CallLimits {
    if (perMinute.isPresent() && perMinute.getAsInt() < 1) {
      throw new IllegalArgumentException("an account may call at least once a minute");
    }
    if (longestBody < 1) {
      throw new IllegalArgumentException("the longest body is at least one byte");
    }
  }
}
