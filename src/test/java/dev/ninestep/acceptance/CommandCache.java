package dev.ninestep.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// What a command has loaded and linked by its end (a JVM's AOT cache): the first of a build writes
/// it down beside the jar, and those after it begin with that. A command that is over in a second
/// spends most of it so, and tests run many.
public final class CommandCache {

  private static final String VARIABLE = "NINESTEP_JAVA_OPTS";

  /// What it says of its cache would be among what the command prints.
  private static final String SILENT = " -Xlog:disable -Xlog:all=error:stderr";

  private CommandCache() {}

  /// Starts a command that runs to its end, which reads the cache or, being the first, writes it.
  static Process start(ProcessBuilder command) throws IOException {
    var cache = cache();
    if (Files.exists(cache) || !isFirst(cache)) {
      return reading(command);
    }
    var written = cache.resolveSibling(cache.getFileName() + ".new");
    command.environment().put(VARIABLE, "-XX:AOTCacheOutput=" + written + SILENT);
    var process = command.start();
    var _ = process.onExit().thenRun(() -> publish(written, cache));
    return process;
  }

  /// Starts a process whose class path begins with that of a command, which reads the cache if
  /// there is one.
  ///
  /// @param process what is started
  /// @return it
  public static Process reading(ProcessBuilder process) throws IOException {
    var cache = cache();
    if (Files.exists(cache)) {
      process.environment().put(VARIABLE, "-XX:AOTCache=" + cache + SILENT);
    }
    return process.start();
  }

  /// That of another jar would not be read.
  private static Path cache() throws IOException {
    var jar = Path.of(System.getProperty("ninestep.jar"));
    var made = Files.getLastModifiedTime(jar).toMillis();
    return jar.resolveSibling("commands-" + made + ".aot");
  }

  /// Of several JVMs with tests one is.
  private static boolean isFirst(Path cache) throws IOException {
    try {
      Files.createFile(cache.resolveSibling(cache.getFileName() + ".begun"));
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    }
  }

  private static void publish(Path written, Path cache) {
    try {
      if (Files.exists(written)) {
        Files.move(written, cache, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
