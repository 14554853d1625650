package dev.ninestep.embedded;

import java.io.IOException;

/// A shell that waits for its standard input to end and then shuts PostgreSQL down.
///
/// PostgreSQL lets go of whoever started it, and a shutdown hook does not run when the owner is
/// killed. The shell reads a pipe from the owner instead, which ends whenever the owner does.
final class DatabaseLeash implements AutoCloseable {

  private static final String WAIT_AND_END =
      "trap '' INT TERM HUP; cat >/dev/null; kill -INT \"$0\" 2>/dev/null";

  /// Held for its standard input too.
  private final Process shell;

  private DatabaseLeash(Process shell) {
    this.shell = shell;
  }

  /// Ties the server with process id `postmaster` to this JVM.
  static DatabaseLeash tie(long postmaster) throws IOException {
    return new DatabaseLeash(
        new ProcessBuilder("sh", "-c", WAIT_AND_END, Long.toString(postmaster))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /// Lets the server go without a signal: its pid may soon be somebody else's.
  @Override
  public void close() {
    shell.descendants().forEach(ProcessHandle::destroyForcibly);
    shell.destroyForcibly();
  }
}
