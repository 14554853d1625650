package dev.ninestep.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How late an event loop comes to what is due: everything it serves waits as long. A tick every
/// ten milliseconds looks, so a loop that was blocked was so for what is said here and up to ten
/// milliseconds more.
final class LoopDelay {

  private static final Duration TICK = Duration.ofMillis(10);
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofSeconds(1)
  };

  private final Timer timer;
  private long due;

  private LoopDelay(Timer timer) {
    this.timer = timer;
    this.due = System.nanoTime() + TICK.toNanos();
  }

  /// Watches the event loop this is called on, until its verticle is undeployed.
  static void watch(Vertx vertx, MeterRegistry registry) {
    var delay =
        new LoopDelay(
            Timer.builder("ninestep.loop.delay")
                .description("How late an event loop comes to what is due")
                .serviceLevelObjectives(BOUNDS)
                .register(registry));
    vertx.setPeriodic(TICK.toMillis(), _ -> delay.tick());
  }

  /// After a tick that was late the next is due a whole period later: one block is one delay.
  private void tick() {
    var now = System.nanoTime();
    timer.record(Math.max(0, now - due), TimeUnit.NANOSECONDS);
    due = now + TICK.toNanos();
  }
}
