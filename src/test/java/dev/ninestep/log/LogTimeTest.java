package dev.ninestep.log;

import static dev.ninestep.log.TestFacts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// A pod knows the log's time from what it reads, whatever its own clock says.
class LogTimeTest {

  private final AtomicLong steady = new AtomicLong(1_000);
  private final AtomicLong wall =
      new AtomicLong(Instant.parse("2001-01-01T00:00:00Z").toEpochMilli());
  private final LogTime time = new LogTime(steady::get, wall::get);

  @Test
  void beforeTheFirstRecordThePodsOwnClockHasToDo() {
    assertThat(time.now()).isEqualTo("2001-01-01T00:00:00Z");
  }

  @Test
  void afterARecordThePodsOwnClockPlaysNoPart() {
    time.saw(NOON);
    wall.set(0);
    steady.addAndGet(250);
    assertThat(time.now()).isEqualTo(NOON.plusMillis(250));
    assertThat(time.in(Duration.ofSeconds(2))).isEqualTo(NOON.plusMillis(2_250));
  }

  @Test
  void aRecordThatWasLongOnItsWayDoesNotTurnTheTimeBack() {
    time.saw(NOON);
    steady.addAndGet(400);
    time.saw(NOON.plusMillis(100));
    assertThat(time.now()).isEqualTo(NOON.plusMillis(400));
    time.saw(NOON.plusMillis(401));
    assertThat(time.now()).isEqualTo(NOON.plusMillis(401));
  }
}
