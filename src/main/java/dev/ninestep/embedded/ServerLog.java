package dev.ninestep.embedded;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The file an embedded server writes its complaints to; at most 10 MiB plus one run, twice.
record ServerLog(Path file) {

  private static final long LARGEST_BYTES = 10L << 20;
  private static final int TAIL_LINES = 20;

  /// Opens `file` for a new run: what is already too long moves aside to `file.old`.
  static ServerLog open(Path file) throws IOException {
    if (Files.exists(file) && Files.size(file) > LARGEST_BYTES) {
      Files.move(file, file.resolveSibling(file.getFileName() + ".old"), REPLACE_EXISTING);
    }
    return new ServerLog(file);
  }

  ProcessBuilder.Redirect redirect() {
    return ProcessBuilder.Redirect.appendTo(file.toFile());
  }

  /// `reason` and the last lines of the log, for a person who sees nothing else.
  String explain(String reason) {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
      List<String> tail = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
      return "%s; the end of %s:%n%s".formatted(reason, file, String.join("\n", tail));
    } catch (IOException _) {
      return "%s; %s is unreadable".formatted(reason, file);
    }
  }
}
