package dev.ninestep.app;

/// How long something took.
final class Elapsed {

  private static final double NANOS = 1e9;

  private Elapsed() {}

  /// Seconds since a reading of the steady clock.
  static double seconds(long began) {
    return (System.nanoTime() - began) / NANOS;
  }
}
