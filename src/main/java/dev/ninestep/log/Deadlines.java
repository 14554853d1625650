package dev.ninestep.log;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Budgets that run out. All are of one length, so the first to begin is the first to end, and a
/// queue is timer enough.
final class Deadlines implements ReadBack.Deadlines {

  private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
  private static final Duration TICK = Duration.ofMillis(10);

  private record Due(long at, Runnable then) {}

  private final Queue<Due> queue = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean isClosed;

  Deadlines() {
    thread = Thread.ofPlatform().name("ninestep-deadlines").daemon().start(this::tick);
  }

  @Override
  public void after(Duration budget, Runnable then) {
    queue.add(new Due(System.nanoTime() + budget.toNanos(), then));
  }

  private void tick() {
    try {
      while (!isClosed) {
        Thread.sleep(TICK);
        runUntil(System.nanoTime());
      }
    } catch (InterruptedException _) {
      // This is how close() says that it is over.
    }
  }

  private void runUntil(long now) {
    for (var first = queue.peek(); first != null && first.at - now <= 0; first = queue.peek()) {
      queue.remove();
      run(first.then);
    }
  }

  private static void run(Runnable then) {
    try {
      then.run();
    } catch (RuntimeException e) {
      LOG.error("a deadline could not be kept", e);
    }
  }

  /// Lets every budget run out now.
  void close() throws InterruptedException {
    isClosed = true;
    thread.interrupt();
    thread.join();
    for (var due = queue.poll(); due != null; due = queue.poll()) {
      run(due.then);
    }
  }
}
