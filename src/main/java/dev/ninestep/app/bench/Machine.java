package dev.ninestep.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What a benchmark ran on.
final class Machine {

  private Machine() {}

  /// One line that lets two runs be compared.
  static String described() {
    return "%s, %d cores, %d GiB, %s %s, JDK %s, load %s before the run, %s"
        .formatted(
            field("/proc/cpuinfo", "model name"),
            Runtime.getRuntime().availableProcessors(),
            memoryGib(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("java.runtime.version"),
            read("/proc/loadavg").split(" ", 2)[0],
            Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  private static long memoryGib() {
    var kib = field("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
    return kib.isEmpty() ? 0 : Math.round(Long.parseLong(kib) / 1024.0 / 1024.0);
  }

  private static String field(String file, String name) {
    return read(file)
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown " + name);
  }

  private static String read(String file) {
    try {
      return Files.exists(Path.of(file)) ? Files.readString(Path.of(file)) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
