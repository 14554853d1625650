package dev.ninestep.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The PostgreSQL that `postmaster.pid` of a data directory tells of.
final class Postmaster {

  private Postmaster() {}

  /// The server running on `data`, if there is one and it is PostgreSQL on that very directory.
  static Optional<Orphan> on(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.size() < 3 || !lines.get(1).equals(data.toString())) {
      return Optional.empty();
    }
    long pid = Long.parseLong(lines.get(0).strip());
    Instant started = Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
    return Orphan.find(pid, data.toString(), started);
  }

  /// Ends that server by a fast shutdown: clients are cut off, what was committed is on disk.
  static void end(Path data) throws IOException, InterruptedException {
    var running = on(data);
    if (running.isPresent()) {
      running.get().end("INT");
    }
  }
}
