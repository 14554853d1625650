package dev.ninestep.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The log's time is learned from the log, and from nothing else once it can be.
class LogTimeTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private long steady = -5_000;
  private Instant wall = NOON;
  private final LogTime time = new LogTime(() -> steady, () -> wall.toEpochMilli());

  private void pass(Duration some) {
    steady += some.toMillis();
    wall = wall.plus(some);
  }

  private void following(Instant at) {
    time.follow();
    time.saw(at);
  }

  @Test
  void beforeAnyRecordThereIsOnlyTheWallClock() {
    assertThat(time.now()).isEqualTo(NOON);
    assertThat(time.in(Duration.ofSeconds(2))).isEqualTo(NOON.plusSeconds(2));
  }

  /// Pods whose clocks are apart judge the end of a session alike (LG-12).
  @Test
  void onceFollowingTheWallClockPlaysNoPart() {
    following(NOON.plusSeconds(30));
    assertThat(time.now()).isEqualTo(NOON.plusSeconds(30));
    wall = NOON.plus(Duration.ofDays(9));
    pass(Duration.ofSeconds(5));
    assertThat(time.now()).isEqualTo(NOON.plusSeconds(35));
    wall = NOON.minus(Duration.ofDays(9));
    assertThat(time.now()).isEqualTo(NOON.plusSeconds(35));
  }

  @Test
  void aRecordReadLateDoesNotSetTheTimeBack() {
    following(NOON);
    pass(Duration.ofSeconds(10));
    time.saw(NOON.plusSeconds(3));
    assertThat(time.now()).isEqualTo(NOON.plusSeconds(10));
    time.saw(NOON.plusSeconds(10).plusMillis(40));
    assertThat(time.now()).isEqualTo(NOON.plusSeconds(10).plusMillis(40));
  }

  @Test
  void afterAQuietNightNothingThatHasExpiredCountsAgain() {
    time.saw(NOON.minus(Duration.ofHours(9)));
    assertThat(time.now()).isEqualTo(NOON);
    time.follow();
    assertThat(time.now()).isEqualTo(NOON);
    time.saw(NOON.minusSeconds(2));
    assertThat(time.now()).isEqualTo(NOON.minusSeconds(2));
  }

  @Test
  void aWallClockThatIsBehindTheLogIsNeverBelieved() {
    time.saw(NOON.plusSeconds(30));
    assertThat(time.now()).isEqualTo(NOON.plusSeconds(30));
  }

  @Test
  void aBrokerWhoseClockRanAheadIsForgottenWithinTwoMinutes() {
    following(NOON.plus(Duration.ofHours(1)));
    for (var second = 1; second <= 120; second++) {
      pass(Duration.ofSeconds(1));
      time.saw(NOON.plusSeconds(second));
    }
    assertThat(time.now()).isEqualTo(NOON.plusSeconds(120));
  }

  @Test
  void aQuietLogForgetsNothing() {
    following(NOON);
    pass(Duration.ofHours(8));
    assertThat(time.now()).isEqualTo(NOON.plus(Duration.ofHours(8)));
  }
}
