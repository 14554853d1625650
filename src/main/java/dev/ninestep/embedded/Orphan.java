package dev.ninestep.embedded;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// A server that a former owner of a directory left running.
///
/// A recorded pid proves nothing: it may belong to somebody else by now. A process is ours only
/// when its command line names our directory; where the system hides command lines, when it started
/// at the recorded instant.
record Orphan(ProcessHandle process) {

  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// The orphan with this pid, or empty when that process is gone or is not ours.
  ///
  /// @param argument an argument that only a server of our directory was started with
  /// @param started when the server was started, as recorded beside the pid
  static Optional<Orphan> find(long pid, String argument, Instant started) {
    return ProcessHandle.of(pid)
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(Orphan::runs)
        .filter(process -> isOurs(process.info(), argument, started))
        .map(Orphan::new);
  }

  /// Ends the process: politely with `signal` (`TERM`, `INT`), after 10 s by force.
  ///
  /// @throws IOException when it survives both
  void end(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    if (!isGoneWithin(PATIENCE)) {
      process.destroyForcibly();
      if (!isGoneWithin(PATIENCE)) {
        throw new IOException("process " + process.pid() + " of a former run does not end");
      }
    }
  }

  private static boolean isOurs(ProcessHandle.Info info, String argument, Instant started) {
    return info.arguments()
        .map(arguments -> Arrays.asList(arguments).contains(argument))
        .orElseGet(() -> info.startInstant().filter(at -> isNear(at, started)).isPresent());
  }

  private static boolean isNear(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(CLOCK_TOLERANCE) <= 0;
  }

  /// Polls, because `onExit` never completes for a dead process whose parent does not reap it (a
  /// container without an init). Such a process has no executable any more.
  private boolean isGoneWithin(Duration patience) throws InterruptedException {
    Instant deadline = Instant.now().plus(patience);
    while (runs(process)) {
      if (Instant.now().isAfter(deadline)) {
        return false;
      }
      Thread.sleep(Duration.ofMillis(20));
    }
    return true;
  }

  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }
}
