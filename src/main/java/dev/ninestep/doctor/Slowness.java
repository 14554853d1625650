package dev.ninestep.doctor;

import java.time.Duration;

/// What an answer that came late is worth.
final class Slowness {

  private static final Duration NOTICEABLE = Duration.ofSeconds(5);

  private Slowness() {}

  /// The verdict, unless the only thing wrong is that it took long.
  static Verdict added(Verdict verdict, Duration took) {
    return verdict instanceof Verdict.Ok && took.compareTo(NOTICEABLE) > 0
        ? new Verdict.Warning(
            "The answer took %d s; hosted clients give up after 10 s".formatted(took.toSeconds()),
            "Answer within 2 s, also after a cold start")
        : verdict;
  }
}
