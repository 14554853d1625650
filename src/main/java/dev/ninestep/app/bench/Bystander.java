package dev.ninestep.app.bench;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// A thread that does nothing but look at the clock, as often as a pod looks at its event loops:
/// how late it comes says what the machine made everybody wait for.
final class Bystander implements AutoCloseable {

  private static final Duration TICK = Duration.ofMillis(10);
  private static final Duration VERY_LATE = Duration.ofMillis(100);

  private final AtomicLong veryLate = new AtomicLong();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("bystander").unstarted(this::look);

  private Bystander() {}

  /// Begins to look.
  static Bystander looking() {
    var bystander = new Bystander();
    bystander.thread.start();
    return bystander;
  }

  private void look() {
    var due = System.nanoTime() + TICK.toNanos();
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(TICK);
      } catch (InterruptedException _) {
        return;
      }
      var now = System.nanoTime();
      if (now - due > VERY_LATE.toNanos()) {
        veryLate.incrementAndGet();
      }
      due = now + TICK.toNanos();
    }
  }

  /// How often it came more than 100 ms late.
  long veryLate() {
    return veryLate.get();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
