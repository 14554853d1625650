package dev.ninestep.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// How much of the processors' time the host of this machine gave to somebody else: a run of which
/// much was stolen says little about us.
///
/// @param ticks all processors' time since the machine started
/// @param stolen what of it was stolen
/// @spec https://man7.org/linux/man-pages/man5/proc_stat.5.html proc_stat(5), `steal`
record Stolen(long ticks, long stolen) {

  private static final Path STAT = Path.of("/proc/stat");
  private static final int STEAL = 7;

  /// Behind it stands what is counted already: time of guests is also the user's.
  private static final int COUNTED = 8;

  /// As it is now; nothing where the system does not say.
  static Stolen now() {
    if (!Files.exists(STAT)) {
      return new Stolen(0, 0);
    }
    try {
      var all = Files.readString(STAT).lines().findFirst().orElse("").split(" +");
      var ticks = Arrays.stream(all).skip(1).limit(COUNTED).mapToLong(Long::parseLong).toArray();
      return new Stolen(Arrays.stream(ticks).sum(), ticks.length > STEAL ? ticks[STEAL] : 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What was stolen since then, in words.
  String since() {
    var now = now();
    var passed = now.ticks - ticks;
    return passed <= 0
        ? "unknown"
        : String.format(Locale.ROOT, "%.0f %%", 100.0 * (now.stolen - stolen) / passed);
  }
}
