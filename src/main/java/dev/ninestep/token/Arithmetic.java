package dev.ninestep.token;

/// What all of this package is computed with.
public final class Arithmetic {

  private Arithmetic() {}

  /// Loads it beside whatever the caller does next. Its native library, the signatures of its jar
  /// and its self-tests take long beside everything else a starting process does; whoever needs it
  /// sooner waits for it.
  public static void load() {
    var _ = Thread.ofPlatform().daemon().name("ninestep-start-crypto").start(Crypto::best);
  }
}
