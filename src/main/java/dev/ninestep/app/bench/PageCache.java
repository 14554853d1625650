package dev.ninestep.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the operating system remembers of files.
final class PageCache {

  private static final Path DROP = Path.of("/proc/sys/vm/drop_caches");

  private PageCache() {}

  /// Lets it forget everything that has been written, where it may be asked to.
  ///
  /// @return how cold the files are now, in words
  static String drop() throws InterruptedException {
    try {
      new ProcessBuilder("sync").start().waitFor();
      Files.writeString(DROP, "3");
      return "database started anew, page cache dropped";
    } catch (IOException e) {
      return "database started anew, page cache kept: " + e.getMessage();
    }
  }
}
