package dev.ninestep.app;

/// Ends this process when the launcher that started it is gone. A launcher killed with SIGKILL
/// cannot pass the signal on, and a server that nobody can stop with Ctrl-C would keep its port and
/// its data directory locked.
public final class ParentWatch {

  /// The exit code of a process ended by SIGTERM, which is what this stands in for.
  private static final int TERMINATED = 143;

  private ParentWatch() {}

  /// Starts the watch; does nothing when no launcher named itself in `ninestep.boot.pid`.
  public static void start() {
    var pid = Long.getLong("ninestep.boot.pid");
    if (pid == null) {
      return;
    }
    var parent = ProcessHandle.of(pid);
    if (parent.isEmpty()) {
      System.exit(TERMINATED);
    }
    var _ = parent.get().onExit().thenRun(() -> System.exit(TERMINATED));
  }
}
