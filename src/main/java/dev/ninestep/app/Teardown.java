package dev.ninestep.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has been started and must be stopped, the latest first. Runs when the process ends, however
/// it is asked to: at the end of a command, by Ctrl-C, by SIGTERM.
final class Teardown {

  private static final Logger LOG = LoggerFactory.getLogger(Teardown.class);

  /// Stops one thing.
  @FunctionalInterface
  interface Stop {

    /// Stops it and waits for that.
    void run() throws Exception;
  }

  private record Named(String what, Stop stop) {}

  private final Deque<Named> stops = new ArrayDeque<>();

  /// A teardown that runs when this process ends.
  static Teardown atExit() {
    var teardown = new Teardown();
    Runtime.getRuntime().addShutdownHook(new Thread(teardown::run, "teardown"));
    return teardown;
  }

  /// Waits until the process is told to end; its exit code is then that of the signal.
  static int awaitEnd() throws InterruptedException {
    new CountDownLatch(1).await();
    return 0;
  }

  /// Something has been started.
  ///
  /// @param what its name, for the log
  /// @param stop stops it again
  synchronized void add(String what, Stop stop) {
    stops.push(new Named(what, stop));
  }

  /// Stops everything. What cannot be stopped is logged and does not keep the rest.
  synchronized void run() {
    while (!stops.isEmpty()) {
      var next = stops.pop();
      try {
        next.stop.run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        LOG.warn("interrupted while stopping {}", next.what);
      } catch (Exception e) {
        LOG.warn("{} did not stop", next.what, e);
      }
    }
  }
}
